package io.logcast.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.gateway.engineio.EngineMessage.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session over polling on an event loop whose time stands still. */
final class SessionTest {

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final RecordingApplication application = new RecordingApplication();
    private final EngineServer server = new EngineServer(EngineSettings.DEFAULT, new Sids("node1"), application);

    @BeforeEach
    void freeze() {
        clock.freezeTime();
    }

    @Test
    void open_saysFirstWhatTheApplicationSaysAtOnce() {
        application.greeting = "hi";

        assertThat(payload(open(4))).startsWith("0{\"sid\":\"node1~").endsWith("}\u001e4hi");
    }

    @Test
    void send_withoutAPoll_isKept_andLeavesTogetherInItsOrder() {
        open(4);
        EngineSocket socket = application.socket;
        socket.send(List.of(Text.of("a"), Text.of("b")));
        socket.send(List.of(Text.of("c")));
        assertThat(socket.queued()).isPositive();
        assertThat(socket.isWritable()).isFalse();

        assertThat(payload(poll())).isEqualTo("4a\u001e4b\u001e4c");
        assertThat(socket.queued()).isZero();
    }

    @Test
    void poll_withNothingKept_isWritableForOnePayload() {
        open(4);
        Exchange poll = poll();
        assertThat(application.events).containsExactly("writable");
        assertThat(application.socket.isWritable()).isTrue();

        application.socket.sendFrames(Unpooled.copiedBuffer("4x\u001e4y", UTF_8));

        assertThat(payload(poll)).isEqualTo("4x\u001e4y");
        assertThat(application.socket.isWritable()).isFalse();
    }

    @Test
    void sendFrames_whileNotWritable_releasesThem_andComplains() {
        open(4);
        ByteBuf frames = Unpooled.buffer().writeByte('4');

        assertThatThrownBy(() -> application.socket.sendFrames(frames)).isInstanceOf(IllegalStateException.class);
        assertThat(frames.refCnt()).isZero();
    }

    @Test
    void sendFrames_toAClosedSession_releasesThem() {
        open(4);
        application.socket.close(EngineCloseReason.FORCED);
        ByteBuf frames = Unpooled.buffer().writeByte('4');

        application.socket.sendFrames(frames);

        assertThat(frames.refCnt()).isZero();
    }

    @Test
    void send_moreThanTheLimit_closes() {
        open(4);
        Text large = new Text(new byte[600_000]);
        application.socket.send(List.of(large));
        assertThat(application.events).isEmpty();

        application.socket.send(List.of(large));

        assertThat(application.events).containsExactly("closed TOO_SLOW");
        assertThat(server.sessions()).isZero();
    }

    @Test
    void send_aMillionEmptyMessages_closes() {
        open(4);
        for (int i = 0; i < 1_000_000 && !application.socket.isClosed(); i++) {
            application.socket.send(List.of(Text.of("")));
        }

        assertThat(application.events).containsExactly("closed TOO_SLOW");
    }

    @Test
    void close_withAPollWaiting_tellsItAtOnce() {
        open(4);
        Exchange poll = poll();

        application.socket.close(EngineCloseReason.FORCED);

        assertThat(payload(poll)).isEqualTo("1");
        assertThat(refusal(poll())).isEqualTo(EngineError.UNKNOWN_SESSION);
    }

    @Test
    void close_withoutAPoll_keepsTheLastWords_forAWhile() {
        open(4);
        application.socket.send(List.of(Text.of("last")));
        application.socket.close(EngineCloseReason.FORCED);
        assertThat(application.events).containsExactly("closed FORCED");

        assertThat(payload(poll())).isEqualTo("4last\u001e1");
        assertThat(refusal(poll())).isEqualTo(EngineError.UNKNOWN_SESSION);

        open(4);
        application.socket.close(EngineCloseReason.FORCED);
        pass(Duration.ofSeconds(31));
        assertThat(refusal(poll())).isEqualTo(EngineError.UNKNOWN_SESSION);
        assertThat(server.sessions()).isZero();
    }

    @Test
    void close_ofAClientThatIsMoving_tellsItTheLastWords_whereItMovesTo() {
        open(4);
        EmbeddedChannel webSocket = upgrade("2probe");
        nudgedPoll();
        application.socket.send(List.of(Text.of("last")));
        application.socket.close(EngineCloseReason.FORCED);
        assertThat(frames(webSocket)).containsExactly("3probe");

        say(webSocket, "5");

        assertThat(frames(webSocket)).containsExactly("4last", "1", "closed");
        assertThat(application.events).containsExactly("closed FORCED");
        assertThat(refusal(poll())).isEqualTo(EngineError.UNKNOWN_SESSION);
        assertThat(server.sessions()).isZero();
    }

    @Test
    void close_ofAClientThatMightMove_butPolls_tellsThePoll_andItsWebSocketIsOver() {
        open(4);
        EmbeddedChannel webSocket = upgrade("2probe");
        application.socket.send(List.of(Text.of("last")));
        application.socket.close(EngineCloseReason.FORCED);

        assertThat(payload(poll())).isEqualTo("4last\u001e1");
        say(webSocket, "5");

        assertThat(frames(webSocket)).containsExactly("3probe", "closed");
        assertThat(server.sessions()).isZero();
    }

    @Test
    void close_ofAClientThatDoesNotMoveInTime_leavesTheLastWordsToAPoll() {
        open(4);
        EmbeddedChannel webSocket = upgrade("2probe");
        application.socket.send(List.of(Text.of("last")));
        application.socket.close(EngineCloseReason.FORCED);

        pass(EngineSettings.DEFAULT.upgradeTimeout());

        assertThat(frames(webSocket)).containsExactly("3probe", "closed");
        assertThat(payload(poll())).isEqualTo("4last\u001e1");
        assertThat(server.sessions()).isZero();
    }

    @Test
    void close_beforeTheProbe_endsTheWebSocketAtOnce() {
        open(4);
        EmbeddedChannel webSocket = upgrade();
        application.socket.close(EngineCloseReason.FORCED);

        say(webSocket, "2probe");

        assertThat(frames(webSocket)).containsExactly("closed");
        assertThat(payload(poll())).isEqualTo("1");
    }

    @Test
    void goodbye_ofAClientWhosePollIsLate_endsThatPollToo() {
        open(4);
        post("1");

        assertThat(payload(poll())).isEqualTo("6");
        assertThat(refusal(poll())).isEqualTo(EngineError.UNKNOWN_SESSION);
    }

    @Test
    void heartbeat4_pingsAndWaitsForTheAnswer() {
        open(4);
        Exchange poll = poll();
        pass(Duration.ofSeconds(25));
        assertThat(payload(poll)).isEqualTo("2");

        pass(Duration.ofSeconds(19));
        post("3");
        pass(Duration.ofSeconds(44));
        assertThat(application.socket.isClosed()).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(application.events).endsWith("closed PING_TIMEOUT");
    }

    @Test
    void heartbeat3_waitsForThePingsOfTheClient() {
        open(3);
        pass(Duration.ofSeconds(44));
        post("1:2");
        assertThat(payload(poll())).isEqualTo("1:3");
        pass(Duration.ofSeconds(44));
        assertThat(application.socket.isClosed()).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(application.events).containsExactly("closed PING_TIMEOUT");
    }

    @Test
    void applicationThatFails_endsThisSessionOnly() {
        open(4);
        application.failure = new IllegalStateException("for the test");

        assertThat(refusal(post("4a"))).isEqualTo(EngineError.BAD_REQUEST);
        assertThat(application.events).containsExactly("message a", "closed TRANSPORT_ERROR");

        application.failure = new MalformedMessage("for the test");
        open(4);
        application.events.clear();
        post("4a");
        assertThat(application.events).containsExactly("message a", "closed PARSE_ERROR");
    }

    @Test
    void closedByItsOwnMessage_theRestIsNotHeard() {
        open(4);
        application.closing = true;

        post("4a\u001e4b");

        assertThat(application.events).containsExactly("message a", "closed FORCED");
    }

    @Test
    void closeAll_endsAll_andTakesNoMore() {
        open(4);
        Exchange poll = poll();

        assertThat(server.closeAll(EngineCloseReason.SHUTDOWN)).isNotNull();
        run();

        assertThat(payload(poll)).isEqualTo("1");
        assertThat(application.events).endsWith("closed SHUTDOWN");
        assertThat(server.sessions()).isZero();
        EngineRequest another =
                new EngineRequest("GET", Map.of("EIO", List.of("4"), "transport", List.of("polling")), false);
        assertThat(server.refusal(another)).contains(EngineError.STOPPING);
    }

    private Exchange open(int protocol) {
        Handshake handshake =
                new Handshake(protocol, "/socket.io/", Map.of(), Map.of(), "127.0.0.1", false, Instant.EPOCH);
        Exchange exchange = server.open(handshake, false, clock.eventLoop());
        run();
        return exchange;
    }

    private Exchange poll() {
        Exchange poll = server.poll(application.socket.sid());
        run();
        return poll;
    }

    private Exchange post(String body) {
        Upload upload = server.post(application.socket.sid(), false);
        upload.received(body.getBytes(UTF_8));
        run();
        Exchange seen = new Exchange(null, null);
        upload.answer().thenAccept(seen::complete);
        return seen;
    }

    /** A WebSocket beside the polls. */
    private EmbeddedChannel upgrade(String... words) {
        WebSocketTransport candidate = new WebSocketTransport(4);
        EmbeddedChannel webSocket = new EmbeddedChannel(candidate);
        candidate.begin(((Session) application.socket).upgradeTo(candidate));
        say(webSocket, words);
        return webSocket;
    }

    /** The poll of a client that waits for nothing else than its end. */
    private void nudgedPoll() {
        Exchange poll = poll();
        pass(Duration.ofMillis(50));
        assertThat(payload(poll)).isEqualTo("6");
    }

    private void run() {
        clock.runPendingTasks();
    }

    private void pass(Duration time) {
        clock.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        clock.runScheduledPendingTasks();
    }

    private static void say(EmbeddedChannel webSocket, String... words) {
        for (String word : words) {
            webSocket.writeInbound(new TextWebSocketFrame(word));
        }
    }

    /** What has been sent to the client since the last look. */
    private static List<String> frames(EmbeddedChannel webSocket) {
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1_000));
        for (ByteBuf sent = webSocket.readOutbound(); sent != null; sent = webSocket.readOutbound()) {
            client.writeInbound(sent);
        }
        List<String> frames = new ArrayList<>();
        for (WebSocketFrame frame = client.readInbound(); frame != null; frame = client.readInbound()) {
            frames.add(
                    frame instanceof CloseWebSocketFrame
                            ? "closed"
                            : frame.content().toString(UTF_8));
            frame.release();
        }
        return frames;
    }

    private static String payload(Exchange exchange) {
        Answer answer = exchange.answer().toCompletableFuture().getNow(null);
        assertThat(answer).isInstanceOf(Answer.Payload.class);
        return ((Answer.Payload) answer).payload().toString(UTF_8);
    }

    private static EngineError refusal(Exchange exchange) {
        Answer answer = exchange.answer().toCompletableFuture().getNow(null);
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).error();
    }

    /** Notes what it hears. */
    private static final class RecordingApplication implements EngineApplication {

        private final List<String> events = new ArrayList<>();
        private EngineSocket socket;
        private String greeting;
        private RuntimeException failure;
        private boolean closing;

        @Override
        public EngineListener opened(EngineSocket opened) {
            socket = opened;
            if (greeting != null) {
                opened.send(List.of(Text.of(greeting)));
            }
            return new Recorder();
        }

        private final class Recorder implements EngineListener {

            @Override
            public void message(EngineMessage message) {
                events.add("message " + message);
                if (closing) {
                    socket.close(EngineCloseReason.FORCED);
                }
                if (failure != null) {
                    throw failure;
                }
            }

            @Override
            public void writable() {
                events.add("writable");
            }

            @Override
            public void rewired() {
                events.add("rewired");
            }

            @Override
            public void closed(EngineCloseReason reason) {
                events.add("closed " + reason);
            }
        }
    }
}
