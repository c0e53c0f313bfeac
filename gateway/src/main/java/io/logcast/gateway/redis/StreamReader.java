package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.logcast.node.warning.Seldom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads streams of Redis on, on a thread and a connection of its own, for reading waits there. A stream keeps what was said
 * while nobody read it: after a break it goes on where it was, and it waits while the inbox or the log is behind.
 */
final class StreamReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    private static final Duration BLOCK = Duration.ofSeconds(5);
    private static final Duration NEXT_TRY = Duration.ofMillis(200);
    private static final Duration NEXT_LOOK = Duration.ofMillis(20);

    /** In one answer; with the largest messages that are half of what may wait for the log. */
    private static final int MOST = 16;

    private final RedisLink link;
    private final Inbox inbox;
    private final BooleanSupplier crowded;
    private final Duration window;
    private final Listener listener;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "logcast-redis-streams");
    private final Seldom seldom = new Seldom(LOG);
    private StatefulRedisConnection<byte[], byte[]> connection;
    private boolean settled;

    /**
     * @param crowded whether it had better wait
     * @param window how far before its start it begins to read
     */
    StreamReader(
            RedisLink link,
            Inbox inbox,
            List<String> streams,
            BooleanSupplier crowded,
            Duration window,
            Listener listener) {
        this.link = link;
        this.inbox = inbox;
        this.crowded = crowded;
        this.window = window;
        this.listener = listener;
        streams.forEach(stream -> places.put(stream, new Place()));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }

    private void run() {
        while (stopping.getCount() > 0 && !link.isClosed()) {
            try {
                readOn();
            } catch (InterruptedException e) {
                stopping.countDown();
            } catch (RuntimeException e) {
                settled = false;
                retryLater(e);
            }
        }
        if (connection != null) {
            connection.closeAsync();
        }
    }

    private void retryLater(RuntimeException cause) {
        // RedisLink has told that Redis is away, and the end is nobody's fault.
        if (link.isUp() && !link.isClosed() && stopping.getCount() > 0) {
            seldom.warn("The streams {} of Redis cannot be read: {}. Retrying.", places.keySet(), cause.toString());
        }
        try {
            stopping.await(NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    private void readOn() throws InterruptedException {
        RedisCommands<byte[], byte[]> redis = connection().sync();
        if (!settled) {
            settle(redis);
            settled = true;
        }
        while (crowded.getAsBoolean()) {
            if (stopping.await(NEXT_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        List<StreamMessage<byte[], byte[]>> page =
                redis.xread(XReadArgs.Builder.block(BLOCK).count(Math.max(1, MOST / places.size())), offsets());
        if (!page.isEmpty()) {
            inbox.perform(() -> page.forEach(this::hand));
            page.forEach(message -> place(message).last = EntryId.of(message.getId()));
        }
    }

    private StatefulRedisConnection<byte[], byte[]> connection() {
        if (connection == null) {
            connection = link.connectAnother();
            connection.setTimeout(BLOCK.multipliedBy(2));
        }
        return connection;
    }

    /** At the start, and whenever Redis may be another one: then no place is beyond the end of its stream. */
    private void settle(RedisCommands<byte[], byte[]> redis) {
        long now = Long.parseLong(text(redis.time().get(0))) * 1_000;
        places.forEach((stream, place) -> place.settle(end(redis, stream), now - window.toMillis()));
    }

    private static EntryId end(RedisCommands<byte[], byte[]> redis, String stream) {
        return redis.xrevrange(bytes(stream), Range.unbounded(), Limit.from(1)).stream()
                .map(message -> EntryId.of(message.getId()))
                .findFirst()
                .orElse(EntryId.FIRST);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private StreamOffset<byte[]>[] offsets() {
        return places.entrySet().stream()
                .map(entry -> StreamOffset.from(
                        bytes(entry.getKey()), entry.getValue().last.toString()))
                .toArray(StreamOffset[]::new);
    }

    /** On the inbox's thread. */
    private void hand(StreamMessage<byte[], byte[]> message) {
        Map<String, String> fields = new LinkedHashMap<>();
        message.getBody().forEach((name, value) -> fields.put(text(name), text(value)));
        EntryId id = EntryId.of(message.getId());
        boolean past = id.compareTo(place(message).start) <= 0;
        StreamEntry entry = new StreamEntry(text(message.getStream()), id, fields, past);
        if (inbox.isTaken(entry.bytes())) {
            inbox.attempt(() -> listener.read(entry));
        }
    }

    private Place place(StreamMessage<byte[], byte[]> message) {
        return places.get(text(message.getStream()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    /** Called on the inbox's thread. */
    @FunctionalInterface
    interface Listener {

        void read(StreamEntry entry) throws Unreadable;
    }

    /** Written by the reader's thread, while the inbox's does not read. */
    private static final class Place {

        private EntryId start;
        private EntryId last;

        void settle(EntryId end, long since) {
            if (start == null) {
                start = end;
                last = min(end, new EntryId(since, 0));
            } else {
                last = min(end, last);
            }
        }

        private static EntryId min(EntryId one, EntryId other) {
            return one.compareTo(other) <= 0 ? one : other;
        }
    }
}
