package io.logcast.gateway.namespace;

import static io.logcast.gateway.Samples.ACME;
import static io.logcast.gateway.Samples.EPOCH;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.channel.StreamId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.gateway.Samples;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.admission.Definitions;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.replay.LogRange;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.socketio.Verdict;
import io.logcast.gateway.tail.Demand;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.TailLog;
import io.logcast.gateway.tail.TailMemory;
import io.logcast.json.Json;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.http.Caller;
import io.logcast.stream.Criteria;
import io.logcast.stream.EventSelector;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import io.logcast.topic.Lanes;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Gateways with one log and one ledger, and everything on one event loop. Tokens are {@code tenant:subject}; the streams are
 * {@code orders}, for everybody of acme with the role clerk, and {@code news}, which is public.
 */
final class House {

    static final PidKey KEY = PidKey.of("0123456789abcdef0123456789abcdef");

    final EmbeddedChannel channel = new EmbeddedChannel();
    final InMemorySessionLedger ledger = new InMemorySessionLedger();
    final Map<String, Caller> callers = new HashMap<>();
    final TailLog log = new TailLog(0, 5, new TailMemory(1 << 20));
    final Tail tail = new Tail(EPOCH, Lanes.single(1), List.of(log), new Demand(1, () -> {}));
    final Fanout fanout = new Fanout(FanoutSettings.DEFAULT, new OnlyMemory());
    boolean draining;
    Optional<Tail> known = Optional.of(tail);
    private final NamespaceRules rules = new NamespaceRules(
            List.of(
                    new NamespaceRule("/axr", ACME, List.of("allusers", "{user}"), false),
                    new NamespaceRule("/", TenantId.CORE, List.of(), false)),
            true);
    final List<Reception> receptions = new ArrayList<>();
    private int sockets;

    House() {
        known("acme:ann", new Caller(ACME, "ann", Roles.of("clerk"), Instant.MAX));
        known("acme:bob", new Caller(ACME, "bob", Roles.NONE, Instant.MAX));
        known("other:ann", new Caller(new TenantId("other"), "ann", Roles.of("clerk"), Instant.MAX));
        known("core:root", new Caller(TenantId.CORE, "root", Roles.of("clerk"), Instant.MAX));
        tail.demand().followed(0, true);
    }

    void known(String token, Caller caller) {
        callers.put(token, caller);
    }

    /** A gateway of its own, that shares the log and the ledger with the others. */
    TenantGatekeeper gatekeeper() {
        Admissions admissions = new Admissions(() -> draining, () -> known, new OnlyMemory(), new OfTest());
        Recovery recovery = new Recovery(admissions, ledger, KEY);
        return new TenantGatekeeper(
                rules,
                receptions,
                (token, rule) -> completedFuture(Optional.ofNullable(callers.get(token))),
                admissions,
                recovery,
                new Hosting(fanout, recovery, ClientEvents.NONE));
    }

    Verdict decide(TenantGatekeeper gatekeeper, ConnectRequest request) {
        return gatekeeper.decide(request).toCompletableFuture().join();
    }

    /** Comes in, or is none. */
    FakeSocket enter(TenantGatekeeper gatekeeper, ConnectRequest request) {
        Verdict.Admitted admitted = (Verdict.Admitted) decide(gatekeeper, request);
        String id = admitted.id() == null ? "socket-" + ++sockets : admitted.id();
        FakeSocket socket =
                new FakeSocket(channel.eventLoop(), request.handshake(), request.namespace(), id, admitted.listener());
        admitted.listener().admitted(socket);
        settle();
        return socket;
    }

    void append(TailEntry entry) {
        log.append(entry);
        fanout.moved(List.of(log));
        settle();
    }

    /** The next entry of a stream. */
    void append(String stream) {
        append(Samples.entry(log.next(), Samples.key(stream), Roles.NONE));
    }

    void settle() {
        channel.runPendingTasks();
    }

    static ConnectRequest request(String namespace, String token, String... streams) {
        return returning(namespace, token, null, null, streams);
    }

    static ConnectRequest returning(String namespace, String token, String pid, String offset, String... streams) {
        ObjectNode auth = Json.object();
        if (token != null) {
            auth.put("token", token);
        }
        return new ConnectRequest(
                handshake(4, Map.of(), Map.of()),
                namespace,
                streams.length == 0 ? Map.of() : Map.of("stream", List.of(streams)),
                auth,
                pid,
                offset,
                false);
    }

    static Handshake handshake(int protocol, Map<String, List<String>> query, Map<String, String> headers) {
        return new Handshake(protocol, "/socket.io/", query, headers, "127.0.0.1", false, Instant.EPOCH);
    }

    /** What has left the tail has left the log, too. */
    private final class OnlyMemory implements ReplaySource {

        @Override
        public CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
            return completedFuture(new Slice.TooOld(log.start()));
        }

        @Override
        public CompletionStage<LogRange> range(int partition) {
            return completedFuture(new LogRange(log.start(), log.next()));
        }

        @Override
        public CompletionStage<Long> since(int partition, Instant time) {
            return completedFuture(log.next());
        }
    }

    private static final class OfTest implements Definitions {

        private static final DefinitionSnapshot ALL =
                DefinitionSnapshot.of(List.of(stream("orders", false), stream("news", true)));

        @Override
        public DefinitionSnapshot snapshot() {
            return ALL;
        }

        @Override
        public boolean areKnown() {
            return true;
        }

        @Override
        public CompletionStage<DefinitionSnapshot> refreshed() {
            return completedFuture(ALL);
        }

        private static StreamDefinition stream(String id, boolean open) {
            EventSelector all = new EventSelector(new EventType("orders", "created"), Criteria.ANY, null, Roles.NONE);
            return new StreamDefinition(ACME, new StreamId(id), id, null, open, Roles.of("clerk"), List.of(all));
        }
    }
}
