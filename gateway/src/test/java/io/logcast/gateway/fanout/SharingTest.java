package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.entry;
import static io.logcast.gateway.Samples.namespace;
import static io.logcast.gateway.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.logcast.gateway.Samples;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.TailLog;
import io.logcast.gateway.tail.TailMemory;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What another recipient costs: a write, and no memory. */
final class SharingTest {

    private static final int SOCKETS = 2000;
    private static final int ROUNDS = 100;
    private static final int MOST_MEASURES = 50;
    private static final int MOST_BYTES_EACH = 8;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ManualLoop loop = new ManualLoop();
    private final TailLog log = new TailLog(0, 0, new TailMemory(1 << 20));
    private final Tail tail = Samples.tail(log);
    private final Shard shard = new Shard(
            loop, FanoutSettings.DEFAULT, new ScriptedLog(), PooledByteBufAllocator.DEFAULT, System::nanoTime);
    private final Sink sink = new Sink();

    @Test
    void delivery_toManySocketsWithChannelsOfTheirOwn_makesNothingForEach() throws Exception {
        CompletableFuture<Long> allocated = new CompletableFuture<>();
        // As event loops are: others get no buffers that are used again.
        new FastThreadLocalThread(() -> allocated.completeAsync(this::allocated, Runnable::run)).start();

        long each = allocated.get(60, TimeUnit.SECONDS) / ROUNDS / SOCKETS;

        assertThat(sink.sent).isEqualTo(log.next() * SOCKETS);
        assertThat(shard.encoded()).isEqualTo(log.next());
        assertThat(each).isLessThanOrEqualTo(MOST_BYTES_EACH);
    }

    /** Measured until the compiler, which has threads of its own, is done with what is measured. */
    private long allocated() {
        IntStream.range(0, SOCKETS).forEach(this::admit);
        long least = Long.MAX_VALUE;
        for (int time = 0; time < MOST_MEASURES && least > (long) MOST_BYTES_EACH * ROUNDS * SOCKETS; time++) {
            least = Math.min(least, allocatedInRounds());
        }
        return least;
    }

    private long allocatedInRounds() {
        long before = threads.getCurrentThreadAllocatedBytes();
        IntStream.range(0, ROUNDS).forEach(round -> deliver());
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void admit(int number) {
        String id = "id" + number;
        Subscription socket = new Subscription(
                Set.of(ORDERS, namespace("/n"), room(id)),
                Roles.NONE,
                DeliveryFilter.NONE,
                new Audience("/n", Set.of(id)));
        Start start = Start.at(Stage.cursor(0));
        shard.add(new Admission(tail, socket, start, LaggingPolicy.LAG, null), new QuietLines(), sink)
                .begin(start);
    }

    private void deliver() {
        log.append(entry(log.next()));
        shard.moved(List.of(log));
        while (loop.runOne()) {}
    }

    /** One for each socket, and all equal, as the encoders of sockets are. */
    private static final class QuietLines extends SilentFrames {

        @Override
        public void open(ByteBuf batch) {}

        @Override
        public void seal(ByteBuf batch) {}

        @Override
        public boolean isPlain() {
            return true;
        }

        @Override
        public void delivery(ByteBuf batch, Positions after, TailEntry entry) {
            batch.writeBytes(entry.json());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof QuietLines;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Takes everything, and gives it back at once. */
    private final class Sink implements Outlet {

        private long sent;

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(ByteBuf batch) {
            sent++;
            batch.release();
        }

        @Override
        public void later(Runnable task) {
            loop.execute(task);
        }

        @Override
        public void end(CloseReason reason) {}
    }
}
