package io.logcast.gateway.namespace;

import static io.logcast.gateway.Samples.ACME;
import static io.logcast.gateway.Samples.namespace;
import static io.logcast.gateway.Samples.packet;
import static io.logcast.gateway.Samples.room;
import static io.logcast.gateway.namespace.House.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.channel.Channel;
import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.Samples;
import io.logcast.gateway.engineio.Wire;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.socketio.DisconnectReason;
import io.logcast.gateway.socketio.Verdict;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.Target;
import io.logcast.json.Json;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SocketSubscriberTest {

    private final House house = new House();
    private final TenantGatekeeper gatekeeper = house.gatekeeper();

    @Test
    void stream_isHeardAfterConnect_withTheOffset() {
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann", "orders"));

        house.append("orders");
        house.append("news");
        house.append("orders");

        assertThat(socket.told)
                .containsExactly(
                        "CONNECT",
                        "[\"orders:created\",{\"n\":5},\"e1:0-6\"]",
                        "[\"orders:created\",{\"n\":7},\"e1:0-8\"]");
    }

    @Test
    void userChannel_isHeardInTheTenantsNamespaceOnly() {
        FakeSocket own = house.enter(gatekeeper, request("/acme", "acme:ann"));
        FakeSocket other = house.enter(gatekeeper, request("/acme", "acme:bob"));
        FakeSocket elsewhere = house.enter(gatekeeper, request("/axr", "acme:ann"));

        house.append(Samples.entry(5, user("ann"), Roles.NONE));

        assertThat(own.events()).hasSize(1);
        assertThat(other.events()).isEmpty();
        assertThat(elsewhere.events()).isEmpty();
    }

    @Test
    void packets_areHeardByNamespaceRoomAndId() {
        FakeSocket ann = house.enter(gatekeeper, request("/axr", "acme:ann"));
        FakeSocket bob = house.enter(gatekeeper, request("/axr", "acme:bob"));
        FakeSocket tenant = house.enter(gatekeeper, request("/acme", "acme:ann"));
        FakeSocket nobody = house.enter(gatekeeper, request("/acme", null, "news"));

        house.append(emitted(5, "/axr"));
        house.append(emitted(6, "/axr", "ann"));
        house.append(emitted(7, "/axr", "allusers"));
        house.append(emitted(8, "/axr", bob.id()));
        house.append(emitted(9, "/acme"));

        assertThat(ann.events()).containsExactly(event(5), event(6), event(7));
        assertThat(bob.events()).containsExactly(event(5), event(7), event(8));
        assertThat(tenant.events()).containsExactly(event(9));
        assertThat(nobody.events()).isEmpty();
    }

    @Test
    void manySockets_shareOneEncoding() {
        List<FakeSocket> all = IntStream.range(0, 200)
                .mapToObj(n -> house.enter(gatekeeper, request("/acme", "acme:ann", "orders")))
                .toList();

        house.append("orders");
        house.append(emitted(6, "/acme"));

        assertThat(all).allMatch(socket -> socket.events().size() == 2);
        assertThat(house.fanout.encoded()).isEqualTo(2);
    }

    @Test
    void joining_isHeardFromThen_andNothingIsLostOrRepeated() {
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann", "orders"));
        house.append("orders");
        house.append(emitted(6, "/acme", "late"));
        socket.isWritable(false);
        house.append("orders");
        house.append(emitted(8, "/acme", "late"));

        socket.isPutInto(Set.of("late"));
        house.append(emitted(9, "/acme", "late"));
        socket.isWritable(true);
        house.settle();

        // It stood before the eighth when it was put into the room.
        assertThat(numbers(socket)).containsExactly(5, 7, 8, 9);
        assertThat(house.fanout.subscribers()).isEqualTo(1);
    }

    @Test
    void upgrade_losesAndRepeatsNothing() {
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann", "orders"));
        for (int round = 0; round < 20; round++) {
            house.append("orders");
            socket.isWritable(false);
            house.append("orders");
            socket.rewire(round % 2 == 0 ? Wire.POLLING_4 : Wire.WEBSOCKET_4);
            house.append("orders");
            socket.isWritable(true);
            house.settle();
        }

        assertThat(numbers(socket)).containsExactlyElementsOf(range(5, 65));
    }

    @Test
    void packetPastTheLog_getsThePlace() {
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann", "orders"));
        assertThat(socket.listener.offset(socket)).isEqualTo("e1:0-5");

        house.append("orders");

        assertThat(socket.listener.offset(socket)).isEqualTo("e1:0-6");
    }

    @Test
    void tokenThatEnds_disconnectsForGood() {
        house.known(
                "acme:short",
                new Caller(ACME, "ann", Roles.of("clerk"), Instant.now().minusSeconds(1)));
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:short", "orders"));

        house.channel.advanceTimeBy(2, TimeUnit.SECONDS);
        house.channel.runScheduledPendingTasks();
        house.settle();

        assertThat(socket.told).endsWith("DISCONNECT");
        assertThat(house.ledger.overs()).isEqualTo(1);
    }

    @Test
    void draining_drops_soThatTheyComeBack() {
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann", "orders"));

        house.fanout.closeAll(CloseReason.SHUTDOWN);
        house.settle();

        assertThat(socket.told).containsExactly("CONNECT", "DROP");
        assertThat(house.ledger.overs()).isZero();
        assertThat(house.fanout.subscribers()).isZero();
    }

    @Test
    void drainThatBeganMeanwhile_dropsAtOnce() {
        house.fanout.drain(Duration.ZERO);

        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann", "orders"));

        assertThat(socket.told).endsWith("DROP");
    }

    @Test
    void eventOfAClient_isRefusedWithAnAckError() {
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann"));
        List<ArrayNode> answers = new ArrayList<>();

        socket.listener.event(socket, Json.object().arrayNode().add("hello"), answers::add);

        assertThat(answers)
                .singleElement()
                .hasToString("[{\"error\":{\"code\":\"not-allowed\",\"message\":\"this may not be emitted here\"}}]");
    }

    @Test
    void leaving_leavesNothingBehind() {
        FakeSocket socket = house.enter(gatekeeper, request("/acme", "acme:ann", "orders"));

        socket.breaks(DisconnectReason.CLIENT_LEFT);

        assertThat(house.fanout.subscribers()).isZero();
        assertThat(house.ledger.overs()).isEqualTo(1);
    }

    @Test
    void connectionThatBreaksWithinConnect_leavesNothingBehind() {
        ConnectRequest request = request("/acme", "acme:ann", "orders");
        Verdict.Admitted admitted = (Verdict.Admitted) house.decide(gatekeeper, request);
        FakeSocket socket = new FakeSocket(
                house.channel.eventLoop(), request.handshake(), "/acme", "socket-1", admitted.listener());
        socket.breaksWhenConfirmed();

        admitted.listener().admitted(socket);
        house.settle();

        assertThat(socket.told).containsExactly("CONNECT");
        assertThat(house.fanout.subscribers()).isZero();
    }

    private static TailEntry emitted(long offset, String name, String... rooms) {
        ChannelKey key = rooms.length == 1 ? room(rooms[0]) : namespace(name);
        TailEntry plain = packet(offset, key, new Target(name, Set.of(rooms), Set.of(), List.of()));
        byte[] json = ("[\"p\"," + new String(plain.json(), UTF_8) + "]").getBytes(UTF_8);
        return new TailEntry(offset, key, Roles.NONE, null, null, null, plain.target(), json);
    }

    private static String event(long offset) {
        return "[\"p\",{\"n\":" + offset + "},\"e1:0-" + (offset + 1) + "\"]";
    }

    private static List<Integer> numbers(FakeSocket socket) {
        return socket.events().stream()
                .map(event -> Integer.valueOf(event.replaceAll(".*\\{\"n\":(\\d+)}.*", "$1")))
                .toList();
    }

    private static List<Integer> range(int from, int until) {
        return IntStream.range(from, until).boxed().toList();
    }

    private static ChannelKey user(String name) {
        return new ChannelKey(ACME, new Channel(Channel.Kind.USER, name));
    }
}
