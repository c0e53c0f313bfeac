package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sockets of one event loop. The numbers are those of the conformance list. */
final class LocalAdapterTest {

    private static final ArrayNode EVENT = Events.json("[\"e\",1]");

    private final TestLoop loop = new TestLoop();
    private final SocketIoSettings settings = SocketIoSettings.DEFAULT;
    private final LocalAdapter adapter = new LocalAdapter(settings);
    private final ScriptedGatekeeper gatekeeper = new ScriptedGatekeeper().admitsAll();
    private final SocketIoApplication application = new SocketIoApplication(gatekeeper, adapter, settings);

    /** A client in namespace /a, and what the server has of it. */
    private final class Client {

        final ScriptedSession session = ScriptedSession.of4(application, loop);
        final RecordingListener listener;
        final ClientSocket socket;

        Client(String... rooms) {
            session.says("0/a").hears();
            listener = gatekeeper.listener("/a");
            socket = listener.socket;
            socket.join(Set.of(rooms));
        }

        List<String> hears() {
            return session.hears();
        }
    }

    @Test
    void socketIo_16_namespaces_areDistinctNames() {
        List<String> names = List.of("/a b", "/a%20b", "/a", "/a/", "/ünïcode😀", "/" + UUID.randomUUID());
        ScriptedSession session = ScriptedSession.of4(application, loop);

        names.forEach(name -> session.says("0" + name));
        assertThat(adapter.namespaces()).containsExactlyInAnyOrderElementsOf(names);

        session.hears();
        adapter.broadcast(Who.all("/a b"), EVENT, Flags.NONE);
        assertThat(session.hears()).containsExactly("2/a b,[\"e\",1]");
    }

    @Test
    void socketIo_16_aMillionNames_leaveNothingBehind() {
        SocketIoApplication any = new SocketIoApplication(
                request -> CompletableFuture.completedFuture(Verdict.Admitted.anew(new Indifferent())),
                adapter,
                settings);
        ScriptedSession session = ScriptedSession.of4(any, loop);

        for (int i = 0; i < 1_000_000; i++) {
            session.says("0/" + i).says("1/" + i);
            if (i % 1000 == 0) {
                assertThat(session.hears()).hasSizeLessThanOrEqualTo(1000);
            }
        }

        assertThat(adapter.namespaces()).isEmpty();
        assertThat(adapter.loops())
                .singleElement()
                .satisfies(rooms -> assertThat(rooms.isEmpty()).isTrue());
    }

    @Test
    void socketIo_20_rooms_deliverOncePerSocket() {
        Client both = new Client("x", "y");
        Client x = new Client("x");
        Client neither = new Client();

        adapter.broadcast(Who.in("/a", "x", "y", "unknown"), EVENT, Flags.NONE);
        assertThat(both.hears()).hasSize(1);
        assertThat(x.hears()).hasSize(1);
        assertThat(neither.hears()).isEmpty();

        adapter.broadcast(Who.except(Who.all("/a"), "y"), EVENT, Flags.NONE);
        assertThat(both.hears()).isEmpty();
        assertThat(x.hears()).hasSize(1);
        assertThat(neither.hears()).hasSize(1);
    }

    @Test
    void socketIo_20_idOfASocket_isARoom() {
        Client one = new Client();
        Client other = new Client();
        other.socket.join(Set.of(one.socket.id()));

        adapter.broadcast(Who.in("/a", one.socket.id()), EVENT, Flags.NONE);
        assertThat(one.hears()).hasSize(1);
        assertThat(other.hears()).hasSize(1);

        adapter.broadcast(Who.except(Who.all("/a"), one.socket.id()), EVENT, Flags.NONE);
        assertThat(one.hears()).isEmpty();
        one.socket.leave(Set.of(one.socket.id()));
        assertThat(one.socket.rooms()).containsExactly(one.socket.id());
    }

    @Test
    void socketIo_20_roomsOfASocket_areBounded() {
        Client one = new Client("kept");
        Set<String> many = IntStream.range(0, NamespaceSocket.MOST_ROOMS)
                .mapToObj(String::valueOf)
                .collect(Collectors.toSet());

        adapter.join(Who.all("/a"), many);
        loop.run();

        assertThat(one.socket.rooms()).containsExactlyInAnyOrder("kept", one.socket.id());
    }

    @Test
    void socketIo_20_whoLeaves_isInNoRoom() {
        Client one = new Client("x");
        Client other = new Client("y");

        one.session.says("1/a");

        assertThat(now(adapter.rooms("/a"))).containsExactlyInAnyOrder("y", other.socket.id());
        other.socket.leave(Set.of("y"));
        assertThat(now(adapter.rooms("/a"))).containsExactly(other.socket.id());
        assertThat(now(adapter.rooms("/b"))).isEmpty();
    }

    @Test
    void socketIo_21_volatileBroadcast_isDroppedWhereItWouldHaveToWait() {
        Client stalled = new Client();
        Client other = new Client();
        stalled.session.stalls();

        adapter.broadcast(Who.all("/a"), EVENT, Flags.VOLATILE);

        assertThat(stalled.hears()).isEmpty();
        assertThat(other.hears()).hasSize(1);
        assertThat(adapter.recipients().sum()).isEqualTo(1);
    }

    @Test
    void socketIo_22_whoTakesNothing_getsItQueuedAndDelaysNobody() {
        Client stalled = new Client();
        Client other = new Client();
        stalled.session.stalls();

        adapter.broadcast(Who.all("/a"), Events.binary("b", 1), Flags.NONE);

        assertThat(other.hears()).containsExactly("51-/a,[\"b\",{\"_placeholder\":true,\"num\":0}]", "<01>");
        assertThat(stalled.session.queuedMessages()).isEqualTo(2);
        assertThat(stalled.hears()).containsExactly("51-/a,[\"b\",{\"_placeholder\":true,\"num\":0}]", "<01>");
    }

    @Test
    void broadcast_toOneThatFails_reachesTheOthers() {
        Client one = new Client();
        Client failing = new Client();
        Client other = new Client();
        failing.session.fails();

        adapter.broadcast(Who.all("/a"), EVENT, Flags.NONE);

        assertThat(one.hears()).hasSize(1);
        assertThat(other.hears()).hasSize(1);
        assertThat(failing.session.closedBy()).isEqualTo(EngineCloseReason.FORCED);
    }

    @Test
    void broadcast_toOneWhoseListenerFails_reachesTheOthers() {
        RecordingListener failing = new RecordingListener() {
            @Override
            public String offset(ClientSocket of) {
                throw new IllegalStateException("broken");
            }
        };
        gatekeeper.answers("/b", Verdict.Admitted.anew(failing));
        ScriptedSession broken = ScriptedSession.of4(application, loop).says("0/b");
        gatekeeper.admits("/b");
        ScriptedSession other = ScriptedSession.of4(application, loop).says("0/b");
        other.hears();

        adapter.broadcast(Who.all("/b"), EVENT, Flags.NONE);

        assertThat(other.hears()).hasSize(1);
        assertThat(broken.closedBy()).isEqualTo(EngineCloseReason.FORCED);
    }

    @Test
    void socketIo_29_broadcast_isEncodedOnceForAll() {
        List<Client> clients =
                IntStream.range(0, 100).mapToObj(i -> new Client()).toList();
        clients.get(7).session.stalls();

        adapter.broadcast(Who.all("/a"), EVENT, Flags.NONE);
        clients.forEach(client -> assertThat(client.hears()).containsExactly("2/a,[\"e\",1]"));
        assertThat(adapter.encodes().sum()).isEqualTo(1);

        adapter.broadcast(Who.all("/a"), Events.binary("b", 1), Flags.NONE);
        clients.forEach(client -> assertThat(client.hears()).hasSize(2));
        assertThat(adapter.encodes().sum()).isEqualTo(2);

        adapter.broadcastWithAck(Who.all("/a"), EVENT, new RecordingCollector());
        clients.forEach(client -> assertThat(client.hears()).containsExactly("2/a,0[\"e\",1]"));
        assertThat(adapter.encodes().sum()).isEqualTo(3);
        assertThat(adapter.recipients().sum()).isEqualTo(300);
    }

    @Test
    void socketIo_29_frames_areSharedAndLetGo() {
        List<Client> clients = IntStream.range(0, 3).mapToObj(i -> new Client()).toList();
        clients.forEach(client -> client.session.keepsFrames());

        adapter.broadcast(Who.all("/a"), EVENT, Flags.NONE);
        loop.run();

        List<ByteBuf> frames = new ArrayList<>();
        clients.forEach(client -> frames.addAll(client.session.frames()));
        ByteBuf shared = frames.get(0).unwrap();
        assertThat(frames)
                .hasSize(3)
                .allSatisfy(frame -> assertThat(frame.unwrap()).isSameAs(shared));
        assertThat(shared.refCnt()).isEqualTo(3);
        frames.forEach(ByteBuf::release);
        assertThat(shared.refCnt()).isZero();
    }

    @Test
    void socketIo_29_aMillionDeliveriesWithDisconnects_letGoOfEverything() {
        long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        List<Client> clients = new ArrayList<>(
                IntStream.range(0, 100).mapToObj(i -> new Client()).toList());

        for (int i = 0; i < 10_000; i++) {
            adapter.broadcast(Who.all("/a"), i % 2 == 0 ? EVENT : Events.binary("b", i), Flags.NONE);
            churn(clients, i);
            clients.forEach(Client::hears);
        }

        assertThat(adapter.recipients().sum()).isGreaterThan(950_000);
        assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory()).isEqualTo(before);
    }

    /** Before the broadcast reaches them, one goes, one comes, one stalls and one fails. */
    private void churn(List<Client> clients, int turn) {
        clients.remove(turn % 97).session.breaksOff(EngineCloseReason.TRANSPORT_CLOSE);
        clients.get(turn % 89).session.stalls();
        if (turn % 10 == 0) {
            clients.get(turn % 83).session.fails();
            clients.removeIf(client -> client.session.closedBy() != null);
        }
        while (clients.size() < 100) {
            clients.add(new Client());
        }
    }

    @Test
    void broadcast_toSeveralWires_isEncodedOnceAndFramedForEach() {
        Client webSocket = new Client();
        Client polling = new Client();
        polling.session.on(Wire.POLLING_4);

        adapter.broadcast(Who.all("/a"), EVENT, Flags.NONE);

        assertThat(webSocket.hears()).containsExactly("2/a,[\"e\",1]");
        assertThat(polling.hears()).containsExactly("42/a,[\"e\",1]");
        assertThat(adapter.encodes().sum()).isEqualTo(1);
    }

    @Test
    void socketIo_39_broadcast_endsWithTheOffsetOfEachSocket() {
        Client first = new Client();
        Client second = new Client();
        Client third = new Client();
        Client without = new Client();
        first.listener.offset = "o1";
        second.listener.offset = "o2";
        third.listener.offset = new String("o1".toCharArray());

        adapter.broadcast(Who.all("/a"), EVENT, Flags.NONE);

        assertThat(first.hears()).containsExactly("2/a,[\"e\",1,\"o1\"]");
        assertThat(second.hears()).containsExactly("2/a,[\"e\",1,\"o2\"]");
        assertThat(third.hears()).containsExactly("2/a,[\"e\",1,\"o1\"]");
        assertThat(without.hears()).containsExactly("2/a,[\"e\",1]");
        assertThat(adapter.encodes().sum()).isEqualTo(3);
    }

    @Test
    void socketIo_17_broadcastWithAck_collectsAnAnswerOfEach() {
        Client one = new Client();
        Client other = new Client();
        other.listener.offset = "o";
        RecordingCollector answers = new RecordingCollector();

        adapter.broadcastWithAck(Who.all("/a"), EVENT, answers);

        assertThat(one.hears()).containsExactly("2/a,0[\"e\",1]");
        assertThat(other.hears()).containsExactly("2/a,0[\"e\",1]");
        other.session.says("51-/a,[\"x\",{\"_placeholder\":true,\"num\":0}]").saysBytes(1);
        other.session.says("61-/a,0[{\"_placeholder\":true,\"num\":0}]").saysBytes(7);
        one.session.says("3/a,0[\"one\"]").says("3/a,0[\"twice\"]").says("3/a,99[\"unknown\"]");
        assertThat(answers.heard).containsExactly("asked 2", "[\"Bw==\"]", "[\"one\"]");
    }

    @Test
    void socketIo_17_broadcastWithAck_stopsWaitingAfterTheTimeout() {
        Client late = new Client();
        RecordingCollector answers = new RecordingCollector();
        adapter.broadcastWithAck(Who.all("/a"), EVENT, answers);
        loop.run();

        loop.advance(Duration.ofSeconds(60));
        late.session.says("3/a,0[\"late\"]");

        assertThat(answers.heard).containsExactly("asked 1");
        assertThat(late.session.closedBy()).isNull();
    }

    @Test
    void socketIo_17_broadcastWithAckToNobody_saysSo() {
        RecordingCollector nobody = new RecordingCollector();
        adapter.broadcastWithAck(Who.all("/a"), EVENT, nobody);
        assertThat(nobody.heard).containsExactly("asked 0");

        Client there = new Client();
        RecordingCollector elsewhere = new RecordingCollector();
        adapter.broadcastWithAck(Who.all("/b"), EVENT, elsewhere);
        assertThat(there.hears()).isEmpty();
        assertThat(elsewhere.heard).containsExactly("asked 0");
    }

    @Test
    void joinAndLeave_ofSelectedSockets_areToldToTheirListeners() {
        Client chosen = new Client("x");
        Client other = new Client();

        adapter.join(Who.in("/a", "x"), Set.of("y", "x"));
        adapter.join(Who.in("/a", "x"), Set.of("y"));
        loop.run();
        assertThat(chosen.socket.rooms()).containsExactlyInAnyOrder(chosen.socket.id(), "x", "y");
        assertThat(chosen.listener.heard).containsExactly("rooms changed");
        assertThat(other.listener.heard).isEmpty();

        adapter.leave(Who.all("/a"), Set.of("y", other.socket.id()));
        loop.run();
        assertThat(chosen.socket.rooms()).containsExactlyInAnyOrder(chosen.socket.id(), "x");
        assertThat(other.socket.rooms()).containsExactly(other.socket.id());
        assertThat(now(adapter.rooms("/a"))).containsExactlyInAnyOrder(chosen.socket.id(), other.socket.id(), "x");
    }

    @Test
    void disconnect_ofSelectedSockets_endsTheirStay() {
        Client chosen = new Client("x");
        Client other = new Client();

        adapter.disconnect(Who.in("/a", "x"), false);

        assertThat(chosen.hears()).containsExactly("1/a,");
        assertThat(chosen.session.closedBy()).isNull();
        assertThat(other.hears()).isEmpty();

        adapter.disconnect(Who.all("/a"), true);
        assertThat(other.session.closedBy()).isEqualTo(EngineCloseReason.FORCED);
        assertThat(chosen.session.closedBy()).isNull();
    }

    @Test
    void fetch_tellsWhoIsThere() {
        Client chosen = new Client("x");
        new Client();

        List<SocketInfo> sockets = now(adapter.fetch(Who.in("/a", "x")));

        assertThat(sockets).singleElement().satisfies(info -> {
            assertThat(info.id()).isEqualTo(chosen.socket.id());
            assertThat(info.rooms()).containsExactlyInAnyOrder("x", chosen.socket.id());
            assertThat(info.handshake().address()).isEqualTo("192.0.2.1");
        });
    }

    @Test
    void namespaces_areToldWhenTheyOpenAndClose() {
        List<String> told = new ArrayList<>();
        adapter.onNamespaces(new Adapter.NamespaceWatcher() {
            @Override
            public void opened(String namespace) {
                told.add("opened " + namespace);
            }

            @Override
            public void closed(String namespace) {
                told.add("closed " + namespace);
            }
        });

        Client one = new Client();
        Client other = new Client();
        one.session.says("1/a");
        assertThat(told).containsExactly("opened /a");
        other.session.breaksOff(EngineCloseReason.TRANSPORT_CLOSE);
        assertThat(told).containsExactly("opened /a", "closed /a");
    }

    /** The half-open connection of a recovered session: its end takes nothing from the one that goes on. */
    @Test
    void socketIo_40_whoGoesOnWithAnId_takesItsPlace() {
        RecordingListener old = new RecordingListener();
        gatekeeper.answers("/a", new Verdict.Admitted(old, "same"));
        ScriptedSession halfOpen = ScriptedSession.of4(application, loop).says("0/a");
        RecordingListener recovered = new RecordingListener();
        gatekeeper.answers("/a", new Verdict.Admitted(recovered, "same"));
        ScriptedSession session = ScriptedSession.of4(application, loop).says("0/a");
        halfOpen.hears();
        session.hears();

        adapter.broadcast(Who.in("/a", "same"), EVENT, Flags.NONE);
        assertThat(halfOpen.hears()).isEmpty();
        assertThat(session.hears()).hasSize(1);

        old.socket.drop();
        adapter.broadcast(Who.in("/a", "same"), EVENT, Flags.NONE);
        assertThat(session.hears()).hasSize(1);
    }

    @Test
    void broadcast_ofAReservedName_isAMistake() {
        assertThatThrownBy(() -> adapter.broadcast(Who.all("/a"), Events.json("[\"connect\"]"), Flags.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private <T> T now(CompletionStage<T> stage) {
        loop.run();
        return stage.toCompletableFuture().join();
    }

    static final class RecordingCollector implements Adapter.AckCollector {

        final List<String> heard = new ArrayList<>();

        @Override
        public void asked(int clients) {
            heard.add("asked " + clients);
        }

        @Override
        public void answered(ArrayNode arguments) {
            heard.add(arguments.toString());
        }
    }

    /** Keeps nothing, unlike a {@link RecordingListener}. */
    private static final class Indifferent implements SocketListener {

        @Override
        public void admitted(ClientSocket socket) {
            socket.confirm(null);
        }

        @Override
        public void event(ClientSocket socket, ArrayNode event, Acknowledgement ack) {}
    }
}
