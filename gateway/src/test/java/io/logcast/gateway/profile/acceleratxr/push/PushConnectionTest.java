package io.logcast.gateway.profile.acceleratxr.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.event.TenantId;
import io.logcast.gateway.Samples;
import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FanoutSettings;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.logcast.gateway.replay.LogRange;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.tail.Demand;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;
import io.logcast.gateway.tail.TailMemory;
import io.logcast.gateway.websocket.WebSocketLink;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import io.logcast.topic.Lanes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a connection that breaks, or is kept waiting, between two steps. */
final class PushConnectionTest {

    private static final String LOGIN = "{\"id\":1,\"type\":\"LOGIN\",\"data\":\"t\"}";
    private static final String UNSUBSCRIBE = "{\"id\":2,\"type\":\"UNSUBSCRIBE\",\"data\":\"ann\"}";
    private static final String SUBSCRIBE = "{\"id\":3,\"type\":\"SUBSCRIBE\",\"data\":%s}";
    private static final int MOST_CHANNELS = 3;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Queue<CompletableFuture<Optional<Caller>>> asked = new ArrayDeque<>();
    private final WishedFor wishes = new WishedFor();
    private final Fanout fanout;
    private final PushHouse house;
    private EmbeddedChannel channel;
    private StringBuilder sent = new StringBuilder();
    /** Of the log. */
    private long end = 5;

    /** The connection breaks when this is sent. */
    private String last = "nothing";

    PushConnectionTest() {
        Tail tail = tail();
        ReplaySource replay = (ReplaySource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ReplaySource.class},
                (proxy, method, arguments) -> completedFuture(new LogRange(0, end)));
        fanout = new Fanout(FanoutSettings.DEFAULT, replay);
        PushSettings settings = new PushSettings(
                "/push",
                Duration.ofMillis(PATIENCE_MILLIS),
                List.of("admin"),
                List.of(),
                List.of(),
                1,
                MOST_CHANNELS,
                65_536);
        AcceleratxrSettings profile = new AcceleratxrSettings("/axr", "acme", "", "", "", List.of());
        house = new PushHouse(
                settings,
                new PushTokens(
                        (token, rule) -> {
                            CompletableFuture<Optional<Caller>> caller = new CompletableFuture<>();
                            asked.add(caller);
                            return caller;
                        },
                        profile),
                new PushChannels(profile, settings, event -> new CompletableFuture<>(), wishes),
                new PushUsers(settings),
                new Admissions(() -> false, () -> Optional.of(tail), replay, null),
                fanout);
    }

    @Test
    void connection_endsWithoutATrace() {
        open(Optional.empty());
        say(LOGIN);
        answer(ann());
        assertThat(sent).contains("LOGIN_RESPONSE", "SUBSCRIBED");
        assertThat(house.users().isEmpty()).isFalse();
        assertThat(wishes.count()).isOne();
        assertThat(fanout.subscribers()).isOne();

        channel.close();

        assertNothingIsLeft();
    }

    @Test
    void brokenWhileItIsLoggedIn_leavesNothing() {
        last = "LOGIN_RESPONSE";
        open(Optional.empty());
        say(LOGIN);
        answer(ann());

        assertNothingIsLeft();
    }

    @Test
    void brokenWhileItIsToldOfItsChannel_leavesNothing() {
        last = "SUBSCRIBED";
        open(Optional.of("t"));
        answer(ann());

        assertNothingIsLeft();
    }

    @Test
    void brokenWhileASubscriptionIsAnswered_leavesNothing() {
        // Farther than this gateway has read: the subscriber waits.
        end = 9;
        open(Optional.of("t"));
        answer(ann());
        say(UNSUBSCRIBE);
        last = "\"id\":3";
        say(SUBSCRIBE.formatted("\"ann\""));

        assertThat(channel.isOpen()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void tokenOfTheHandshake_thatIsRefused_isNone() {
        open(Optional.of("expired"));
        answer(Optional.empty());
        assertThat(sent).doesNotContain("Invalid");

        say(LOGIN);
        answer(ann());
        assertThat(sent).contains("LOGIN_RESPONSE", "SUBSCRIBED");
    }

    @Test
    void tokenOfTheHandshake_thatIsRefused_leavesTimeToLogIn_andNoMore() {
        open(Optional.of("expired"));
        pass(PATIENCE_MILLIS - 100);
        answer(Optional.empty());
        pass(PATIENCE_MILLIS - 100);
        assertThat(sent).doesNotContain("Invalid");

        pass(200);
        assertThat(sent).contains(PushAnswer.UNAUTHENTICATED);
    }

    @Test
    void tokenThatNobodyDecidesAbout_isNotWaitedForLong() {
        for (boolean inTheHandshake : List.of(true, false)) {
            sent = new StringBuilder();
            open(inTheHandshake ? Optional.of("t") : Optional.empty());
            if (!inTheHandshake) {
                say(LOGIN);
            }
            pass(PATIENCE_MILLIS + 100);
            assertThat(sent).contains(PushAnswer.UNAUTHENTICATED);

            answer(ann());
            assertNothingIsLeft();
        }
    }

    @Test
    void whoIsIn_isNotAskedAgain() {
        open(Optional.of("t"));
        answer(ann());
        pass(2 * PATIENCE_MILLIS);

        assertThat(sent).doesNotContain("Invalid");
    }

    @Test
    void moreNamesThanAUserMayHave_areNotLookedAt() {
        open(Optional.of("t"));
        answer(Optional.of(caller("admin")));
        say(SUBSCRIBE.formatted(names(MOST_CHANNELS + 1)));
        assertThat(sent)
                .contains(
                        "{\"id\":3,\"type\":\"ERROR\",\"success\":false,\"data\":\"data must have at most 3 channels\"}");

        say(SUBSCRIBE.formatted(names(MOST_CHANNELS)));
        assertThat(sent).contains("{\"id\":3,\"type\":\"SUBSCRIBED\",\"success\":true,\"data\":[\"c1\",\"c2\"]}");
    }

    private static String names(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "\"c" + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void assertNothingIsLeft() {
        channel.runPendingTasks();
        assertThat(house.users().isEmpty()).isTrue();
        assertThat(wishes.count()).isZero();
        assertThat(fanout.subscribers()).isZero();
    }

    private void open(Optional<String> token) {
        channel = new EmbeddedChannel(new Breaking());
        channel.freezeTime();
        WebSocketLink link = new WebSocketLink(new PushConnection(house, token));
        link.install(channel.pipeline(), 65_536);
        link.open("dGhlIHNhbXBsZSBub25jZQ==");
        channel.runPendingTasks();
    }

    private void say(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        // With a mask of zeros.
        channel.writeInbound(Unpooled.buffer()
                .writeByte(0x81)
                .writeByte(0x80 | utf8.length)
                .writeInt(0)
                .writeBytes(utf8));
        channel.runPendingTasks();
    }

    private void answer(Optional<Caller> caller) {
        asked.remove().complete(caller);
        channel.runPendingTasks();
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private static Optional<Caller> ann() {
        return Optional.of(caller());
    }

    private static Caller caller(String... roles) {
        return new Caller(new TenantId("acme"), "ann", Roles.of(roles), Instant.MAX);
    }

    private static Tail tail() {
        TailLog log = new TailLog(0, 5, new TailMemory(1 << 20));
        return new Tail(Samples.EPOCH, Lanes.single(1), List.of(log), new Demand(1, () -> {}));
    }

    private final class Breaking extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ByteBuf frame = (ByteBuf) message;
            String text = frame.toString(UTF_8);
            frame.release();
            if (text.contains(last)) {
                promise.setFailure(new IOException("connection reset by peer"));
            } else {
                sent.append(text);
            }
        }
    }
}
