package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The gateway that writes what comes through Redis is killed while much comes; with Kafka and Redis as they are. */
final class WriterDeathTest {

    private static final Map<String, Object> FLASK = Map.of(
            "logcast.profiles.flasksse.enabled", "true",
            "logcast.profiles.flasksse.open", "true",
            "logcast.profiles.flasksse.channels", "jobs");

    /** Of the namespace {@code /axr} of the tests. */
    private static final String TOKEN = Tokens.DEFAULT.token(SocketIoGateways.AXR, "ann", "stream-listener");

    private static final Pattern NUMBER = Pattern.compile("\"n\": ?(\\d+)");

    @Test
    void packetsAndEvents_comeOnceAndInTheirOrder_whenTheirWriterIsKilled() throws Exception {
        try (KillableGateway writer = KillableGateway.start(FLASK);
                Services heir = writer.another(FLASK);
                SseRecorder packets = heir.subscribe("room=allusers", TOKEN);
                SseRecorder events = SseRecorder.open(heir.url("/stream?channel=jobs"), Map.of());
                Publisher publisher = new Publisher(writer)) {
            packets.awaitFrames(1);
            publisher.start();
            publisher.awaitMore(1_000);
            // It is the one that writes: it was there first.
            writer.kill();
            publisher.awaitMore(1_000);
            int count = publisher.stop();

            packets.awaitMessages(count);
            events.awaitFrame(frame -> frame.data() != null && frame.data().contains("\"n\": " + (count - 1) + "}"));
            assertThat(numbers(packets.messages())).isEqualTo(upTo(count));
            assertThat(numbers(events.messages())).isEqualTo(upTo(count));
        }
    }

    /** The lease of a dead one runs on for some seconds. */
    @Test
    void packetsAndEvents_comeOnceAndInTheirOrder_whileADeadGatewayHasTheLease() throws Exception {
        try (KillableGateway gateway = KillableGateway.start(FLASK)) {
            gateway.killAndRestart();
            try (SseRecorder packets = SseRecorder.open(
                            gateway.url("/v1/events?room=allusers"), Map.of("Authorization", "Bearer " + TOKEN));
                    SseRecorder events = SseRecorder.open(gateway.url("/stream?channel=jobs"), Map.of());
                    Publisher publisher = new Publisher(gateway)) {
                packets.awaitFrames(1);
                publisher.start();
                publisher.awaitMore(100);
                publisher.giveLeaseToADeadOne();
                publisher.awaitMore(1_000);
                int count = publisher.stop();

                packets.awaitMessages(count);
                events.awaitFrame(
                        frame -> frame.data() != null && frame.data().contains("\"n\": " + (count - 1) + "}"));
                assertThat(numbers(packets.messages())).isEqualTo(upTo(count));
                assertThat(numbers(events.messages())).isEqualTo(upTo(count));
            }
        }
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Integer> numbers(List<String> messages) {
        List<Integer> numbers = new ArrayList<>();
        for (String message : messages) {
            Matcher number = NUMBER.matcher(message);
            assertThat(number.find()).as(message).isTrue();
            numbers.add(Integer.parseInt(number.group(1)));
        }
        return numbers;
    }

    /** Publishes a packet and a message of each number, one after the other, until it is stopped. */
    private static final class Publisher implements AutoCloseable {

        private final RedisClient client;
        private final RedisCommands<String, String> redis;
        private final AtomicInteger next = new AtomicInteger();
        private final Thread thread = new Thread(this::run, "publisher");
        private volatile boolean stopping;

        Publisher(KillableGateway gateway) {
            client = RedisClient.create(gateway.redis().toString());
            redis = client.connect().sync();
        }

        void start() {
            thread.start();
        }

        void giveLeaseToADeadOne() {
            redis.psetex("socket.io-logcast-writer", 5_000, "dead");
        }

        void awaitMore(int count) {
            int wanted = next.get() + count;
            Awaitility.await().until(() -> next.get() >= wanted);
        }

        /** @return how many numbers there were */
        int stop() throws InterruptedException {
            stopping = true;
            thread.join();
            return next.get();
        }

        @Override
        public void close() throws InterruptedException {
            stop();
            client.shutdown();
        }

        void publish(int number) {
            redis.publish(
                    "socket.io#/axr#allusers#",
                    "[\"emitter\",{\"type\":2,\"data\":[\"msg\",{\"n\":%d}],\"nsp\":\"/axr\"},{\"rooms\":[\"allusers\"]}]"
                            .formatted(number));
            redis.publish("jobs", "{\"data\": {\"n\": %d}}".formatted(number));
        }

        private void run() {
            while (!stopping) {
                publish(next.get());
                next.incrementAndGet();
            }
        }
    }
}
