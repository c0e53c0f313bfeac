package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.logcast.gateway.msgpack.MessagePackWriter;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.Selector;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the mode {@code listen}, with what @socket.io/redis-emitter 5.1 sends, measured. */
final class RequestDoorTest {

    private static final String CHANNEL = "socket.io-request#/axr#";

    private final RecordingAdapter adapter = new RecordingAdapter();
    private final RedisCounters counters = new RedisCounters();
    private final List<String> heard = new ArrayList<>();
    private final ServerSideEvents events = (namespace, event) -> {
        heard.add(namespace + " " + event);
        return NullNode.getInstance();
    };
    private final List<String> done = new ArrayList<>();
    private final Answers answers = new Answers() {
        @Override
        public boolean answer(Request request) {
            return false;
        }

        @Override
        public void done(Request request) {
            done.add(request.type() + " " + request.socket());
        }
    };
    private final RequestDoor door =
            new RequestDoor(new Channels("socket.io"), Uid.anew(), adapter, events, answers, counters);

    @Test
    void emitter_movesSockets() throws Exception {
        read("{'type':2,'opts':{'rooms':['room1'],'except':[]},'rooms':['room2']}");
        read("{'type':3,'opts':{'rooms':[],'except':['z']},'rooms':['x','y']}");
        read("{'type':4,'opts':{'rooms':['room1'],'except':[]},'close':true}");
        read("{'type':4,'opts':{'rooms':[],'except':[]},'close':false}");

        assertThat(adapter.deeds())
                .containsExactly(
                        "join /axr [room1] [room2]",
                        "leave /axr [] but [z] [x, y]",
                        "close /axr [room1]",
                        "disconnect /axr []");
    }

    @Test
    void emitter_speaksToServers() throws Exception {
        read("{'uid':'emitter','type':6,'data':['hello','world']}");

        assertThat(heard).containsExactly("/axr [\"hello\",\"world\"]");
    }

    @Test
    void server_ofAnEarlierVersion_movesOneSocketOfThisGateway() throws Exception {
        adapter.enter("/axr", "sid1", "a");

        read("{'type':2,'sid':'sid1','room':'b','requestId':'q'}");
        read("{'type':3,'sid':'sid1','room':7,'requestId':'q'}");
        read("{'type':4,'sid':'sid1','close':true,'requestId':'q'}");

        assertThat(adapter.deeds())
                .containsExactly("join /axr [sid1] [b]", "leave /axr [sid1] [7]", "close /axr [sid1]");
        assertThat(done).containsExactly("JOIN sid1", "LEAVE sid1", "DISCONNECT sid1");
    }

    @Test
    void server_ofAnEarlierVersion_hearsNothingOfASocketThatIsElsewhere_andNobodyMoves() throws Exception {
        adapter.enter("/axr", "sid1", "a");

        read("{'type':2,'sid':'elsewhere','room':'b','requestId':'q'}");
        read("{'type':4,'sid':'elsewhere','close':true,'requestId':'q'}");

        assertThat(adapter.rooms("/axr").toCompletableFuture().join()).containsExactlyInAnyOrder("sid1", "a");
        assertThat(done).isEmpty();
    }

    /** To its room, as likely as not. */
    @Test
    void packet_thatComesAfterTheRequestForOneSocket_doesNotOvertakeIt() throws Exception {
        adapter.enter("/axr", "sid1", "a");
        CompletableFuture<Void> loops = adapter.holdUpWhatIsAsked();

        read("{'type':2,'sid':'sid1','room':'b','requestId':'q'}");
        adapter.broadcast(
                new Selector("/axr", Set.of("b"), Set.of()),
                JsonNodeFactory.instance.arrayNode().add("hello"),
                Flags.NONE);
        assertThat(adapter.deeds()).containsExactly("join /axr [sid1] [b]", "/axr [b] [\"hello\"]");
        assertThat(done).isEmpty();

        loops.complete(null);
        assertThat(done).containsExactly("JOIN sid1");
    }

    @Test
    void request_inMessagePack_isReadToo() throws Exception {
        door.read(
                CHANNEL, MessagePackWriter.bytes(Json.parse(quoted("{'type':2,'opts':{'rooms':[42]},'rooms':['a']}"))));

        assertThat(adapter.deeds()).containsExactly("join /axr [42] [a]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'uid':'n1','requestId':'q','type':0,'rooms':[]}",
                "{'uid':'n1','requestId':'q','type':1}",
                "{'uid':'n1','requestId':'q','type':5,'opts':{'rooms':[],'except':[]}}",
                "{'uid':'n1','requestId':'q','type':6,'data':['hello']}",
                "{'uid':'n1','requestId':'q','type':7,'packet':{},'opts':{}}"
            })
    void request_thatWantsAnAnswer_isLeftToThoseWhoAreCounted(String request) throws Exception {
        read(request);

        assertThat(adapter.deeds()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(counters.of(Tally.IGNORED_REQUESTS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{'type':99}",
                "{'type':2}",
                "{'type':4}",
                "{'type':2,'opts':{'rooms':[null]},'rooms':['a']}",
                "{'type':2,'opts':{'rooms':[]},'rooms':'a'}",
                "{'type':6,'data':{}}"
            })
    void request_thatIsNotUnderstood_movesNobody(String request) {
        assertThatThrownBy(() -> read(request)).isInstanceOf(Unreadable.class);
        assertThat(adapter.deeds()).isEmpty();
    }

    /** Each would be kept with every socket. */
    @Test
    void acceptance_6_giantListsOfRooms_moveNobody() {
        String rooms = IntStream.rangeClosed(0, Rooms.MOST)
                .mapToObj(number -> "'r" + number + "'")
                .collect(Collectors.joining(",", "[", "]"));
        String longest = "['" + "r".repeat(Rooms.LONGEST_NAME + 1) + "']";
        request_thatIsNotUnderstood_movesNobody("{'type':2,'opts':{},'rooms':" + rooms + "}");
        request_thatIsNotUnderstood_movesNobody("{'type':4,'opts':{'except':" + rooms + "}}");
        request_thatIsNotUnderstood_movesNobody("{'type':2,'opts':{},'rooms':" + longest + "}");
    }

    private void read(String request) throws Unreadable {
        door.read(CHANNEL, quoted(request));
    }

    private static byte[] quoted(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
