package io.logcast.gateway.namespace;

import io.logcast.gateway.ledger.SessionLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A ledger of several gateways in one process. */
final class InMemorySessionLedger implements SessionLedger {

    private final Map<String, Set<String>> rooms = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private boolean away;
    private boolean beaten;

    /** From now on no claim is answered. */
    void goesAway() {
        away = true;
    }

    /** The next claim comes too late: somebody else's was first. */
    void beatsTheNextClaim() {
        beaten = true;
    }

    boolean isOver(String session) {
        return over.contains(session);
    }

    int overs() {
        return over.size();
    }

    Set<String> roomsOf(String session) {
        return rooms.getOrDefault(session, Set.of());
    }

    @Override
    public CompletionStage<Claim> claim(String session) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("the ledger is away"));
        }
        if (over.contains(session)) {
            return CompletableFuture.completedFuture(new Claim.Lost());
        }
        if (beaten) {
            beaten = false;
            return CompletableFuture.completedFuture(new Claim.Lost());
        }
        listeners.forEach(listener -> listener.accept(session));
        return CompletableFuture.completedFuture(new Claim.Won(roomsOf(session)));
    }

    @Override
    public void rooms(String session, Set<String> all) {
        rooms.put(session, Set.copyOf(all));
    }

    @Override
    public void over(String session) {
        over.add(session);
    }

    @Override
    public void onTaken(Consumer<String> listener) {
        listeners.add(listener);
    }
}
