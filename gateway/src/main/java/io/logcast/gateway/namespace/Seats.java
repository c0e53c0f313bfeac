package io.logcast.gateway.namespace;

import io.logcast.gateway.ledger.SessionLedger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which connections of this gateway hold which sessions. From any thread. */
final class Seats {

    private final Map<String, List<Seat>> seats = new ConcurrentHashMap<>();

    Seats(SessionLedger ledger) {
        ledger.onTaken(this::taken);
    }

    void enter(Seat seat) {
        seats.merge(
                seat.session(),
                List.of(seat),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }

    void leave(Seat seat) {
        seats.computeIfPresent(seat.session(), (session, those) -> {
            List<Seat> others = those.stream().filter(other -> other != seat).toList();
            return others.isEmpty() ? null : others;
        });
    }

    int size() {
        return seats.size();
    }

    private void taken(String session) {
        seats.getOrDefault(session, List.of()).forEach(Seat::taken);
    }
}
