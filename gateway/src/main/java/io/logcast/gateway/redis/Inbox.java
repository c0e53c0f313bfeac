package io.logcast.gateway.redis;

import io.logcast.node.warning.Seldom;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages off lettuce's thread, which must not wait, and has them read by a thread of its own, one after the other. What
 * does not fit is dropped and counted: Redis keeps nothing for a reader that is behind, it would cut the connection.
 */
final class Inbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    static final int MOST_MESSAGES = 10_000;
    private static final long MOST_BYTES = 32L << 20;

    /** Messages, and what else is to be done in this order; only messages are bounded here, for nothing else may be dropped. */
    private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();

    private final Semaphore places = new Semaphore(MOST_MESSAGES);
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "logcast-redis-inbox");
    private final int largest;
    private final RedisCounters counters;
    private final Reader reader;
    private final Seldom seldom = new Seldom(LOG);
    private volatile boolean stopping;

    /** @param largest in bytes; larger messages are not taken */
    Inbox(int largest, RedisCounters counters, Reader reader) {
        this.largest = largest;
        this.counters = counters;
        this.reader = reader;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * From any thread; never waits.
     *
     * @param pattern null if it was heard by the channel's name
     */
    void offer(byte[] pattern, byte[] channel, byte[] message) {
        offer(message.length, () -> reader.read(pattern == null ? null : text(pattern), text(channel), message));
    }

    /** The same for what is read by another. */
    void offer(int length, Reading reading) {
        if (!isTaken(length)) {
            return;
        }
        if (bytes.get() > MOST_BYTES || !places.tryAcquire()) {
            counters.count(Tally.CROWDED_OUT);
            seldom.warn("A message from Redis was dropped: more come than can be handled.");
        } else {
            bytes.addAndGet(length);
            letters.add(() -> read(length, reading));
        }
    }

    /** From a thread that may wait: returns when it has been done on the inbox's, after what has come before. */
    void perform(Runnable task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        later(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    /** On the inbox's thread, after what has come before, however much that is. Whoever has many of them bounds them. */
    void later(Runnable task) {
        letters.add(task);
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }

    private void run() {
        while (!stopping) {
            try {
                letters.take().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                seldom.warn("Something that was to be done about Redis was not.", e);
            }
        }
    }

    /** Counts it. From any thread. */
    boolean isTaken(int length) {
        counters.count(Tally.RECEIVED);
        if (length > largest) {
            counters.count(Tally.TOO_LARGE);
            seldom.warn("A message of {} bytes from Redis was skipped: at most {} are taken.", length, largest);
        }
        return length <= largest;
    }

    private void read(int length, Reading reading) {
        bytes.addAndGet(-length);
        places.release();
        attempt(reading);
    }

    /** On the inbox's thread. */
    void attempt(Reading reading) {
        try {
            reading.read();
        } catch (Unreadable e) {
            counters.count(Tally.UNREADABLE);
            seldom.warn("A message from Redis was skipped: it {}.", e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever one message does to us, the next is read.
            counters.count(Tally.UNREADABLE);
            seldom.warn("A message from Redis was skipped.", e);
        }
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    interface Reading {

        void read() throws Unreadable;
    }

    /** Called on the inbox's thread alone. */
    @FunctionalInterface
    interface Reader {

        /** @param pattern null if it was heard by the channel's name */
        void read(String pattern, String channel, byte[] message) throws Unreadable;
    }
}
