package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.management.ThreadMXBean;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.socketio.Adapter.AckCollector;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.LocalAdapter;
import io.logcast.gateway.socketio.Selector;
import io.logcast.json.Json;
import io.logcast.testkit.Tokens;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Point 29: what one more recipient costs. */
final class SocketsCostTest {

    private static final Logger LOG = LoggerFactory.getLogger(SocketsCostTest.class);

    private static final int RECIPIENTS = 300;
    private static final int BATCH = 50;
    /** Acceptance 3. */
    private static final long MOST_BYTES_PER_DELIVERY = 64;

    private static final long DELIVERIES = 1_000_000;

    private static SocketIoGateways gateways;

    @BeforeAll
    static void start() throws Exception {
        gateways = SocketIoGateways.start(
                1,
                Map.of(
                        SocketIoGateways.PREFIX + "ping-interval", "25s",
                        SocketIoGateways.PREFIX + "ping-timeout", "20s"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateways.close();
    }

    @Test
    void socketIo_29_broadcast_isEncodedOnce_alsoWithBytesAndWithAcks() throws Exception {
        LocalAdapter adapter = bean(LocalAdapter.class);
        Selector all = new Selector("/once", Set.of(), Set.of());
        try (SocketHorde crowd = horde("once").join(RECIPIENTS)) {
            long encodes = adapter.encodes().sum();

            adapter.broadcast(all, event(1), Flags.NONE);
            crowd.awaitNumber(1);
            assertThat(adapter.encodes().sum() - encodes).isEqualTo(1);

            adapter.broadcast(all, event(2).add(new byte[100]), Flags.NONE);
            crowd.awaitNumber(2);
            assertThat(adapter.encodes().sum() - encodes).isEqualTo(2);

            CompletableFuture<Integer> asked = new CompletableFuture<>();
            adapter.broadcastWithAck(all, event(3), new Asked(asked));
            crowd.awaitNumber(3);
            assertThat(asked.join()).isEqualTo(RECIPIENTS);
            assertThat(adapter.encodes().sum() - encodes).isEqualTo(3);
            assertThat(adapter.recipients().sum()).isGreaterThanOrEqualTo(3L * RECIPIENTS);
        }
    }

    @Test
    void socketIo_29_delivery_isEncodedOncePerEventLoop() throws Exception {
        try (SocketHorde crowd = horde("loops").join(RECIPIENTS)) {
            long encoded = bean(Fanout.class).encoded();

            publish("loops", 1, 1);
            crowd.awaitNumber(1);

            assertThat(bean(Fanout.class).encoded() - encoded).isBetween(1L, (long) eventLoops().length);
        }
    }

    @Test
    void socketIo_29_oneMoreRecipient_costsLittleHeap() throws Exception {
        try (SocketHorde crowd = horde("heap").join(RECIPIENTS)) {
            int next = deliver("heap", crowd, 1, 40);
            long perDelivery = Long.MAX_VALUE;
            // Again if the compiler was late: what it has not compiled allocates more.
            for (int round = 0; round < 10 && perDelivery > MOST_BYTES_PER_DELIVERY; round++) {
                long received = crowd.received();
                long before = allocated();
                next = deliver("heap", crowd, next, 40);
                perDelivery = (allocated() - before) / (crowd.received() - received);
                LOG.info("{} bytes of heap for each delivery", perDelivery);
            }
            assertThat(perDelivery).isLessThanOrEqualTo(MOST_BYTES_PER_DELIVERY);
        }
    }

    @Test
    void socketIo_29_aMillionDeliveries_withDisconnects_leakNothing() throws Exception {
        try (LeakWatch leaks = new LeakWatch()) {
            deliverAMillion();
            Awaitility.await().until(() -> bean(Fanout.class).subscribers() == 0);
            assertThat(leaks.afterCollection()).isEmpty();
        }
    }

    private static void deliverAMillion() throws Exception {
        Random random = new Random(29);
        try (SocketHorde crowd = horde("leak").join(RECIPIENTS)) {
            for (int number = 1; crowd.received() < DELIVERIES; number += BATCH) {
                publish("leak", number, BATCH);
                crowd.breakOff(5, random);
                crowd.awaitNumber(number + BATCH - 1);
                crowd.join(5);
            }
        }
    }

    private static int deliver(String tenant, SocketHorde crowd, int first, int batches) throws Exception {
        int next = first;
        for (int i = 0; i < batches; i++) {
            publish(tenant, next, BATCH);
            next += BATCH;
            crowd.awaitNumber(next - 1);
        }
        return next;
    }

    private record Asked(CompletableFuture<Integer> clients) implements AckCollector {

        @Override
        public void asked(int count) {
            clients.complete(count);
        }

        @Override
        public void answered(ArrayNode arguments) {}
    }

    private static SocketHorde horde(String tenant) throws Exception {
        return new SocketHorde(gateways.gateway(0).url("/"), "/" + tenant, Tokens.DEFAULT.token(tenant, "ann"));
    }

    private static ArrayNode event(int number) {
        ArrayNode event = Json.object().arrayNode().add("x");
        event.addObject().put("n", number);
        return event;
    }

    private static void publish(String tenant, int first, int count) throws Exception {
        String events = IntStream.range(first, first + count)
                .mapToObj(
                        n -> "{\"namespace\":\"a\",\"name\":\"b\",\"key\":\"k\",\"to\":\"user/ann\",\"payload\":{\"n\":"
                                + n + ",\"filler\":\"" + "x".repeat(50) + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        Services.assertStatus(
                202, gateways.gateway(0).publish(Tokens.DEFAULT.token(tenant, "publisher", "event-sender"), events));
    }

    private static <T> T bean(Class<T> type) {
        return gateways.gateway(0).bean(type);
    }

    /** Of all event loops, those of Redis included. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return LongStream.of(threads.getThreadAllocatedBytes(eventLoops())).sum();
    }

    private static long[] eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("EventLoopGroup"))
                .mapToLong(Thread::getId)
                .toArray();
    }
}
