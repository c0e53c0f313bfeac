package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every gateway hears every packet, and one of them writes it to the log: whose name is in a key of Redis that expires. Its
 * holder counts from before it asked and stops a moment early, so that there are never two.
 */
final class WriterLease {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);

    private static final Duration TERM = Duration.ofSeconds(5);
    private static final byte[] TERM_MILLIS = Long.toString(TERM.toMillis()).getBytes(UTF_8);
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    /** For a difference in the speed of two clocks, and for a packet that is being handed over. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** SET NX, or a renewal of one's own, in one step. */
    private static final byte[] TAKE = """
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1
            """.getBytes(UTF_8);

    private static final byte[] GIVE_BACK = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
            return 0
            """.getBytes(UTF_8);

    private final RedisLink link;
    private final byte[][] key;
    private final byte[] node;
    private volatile long heldUntil = System.nanoTime();
    private volatile boolean over;
    private boolean told;

    WriterLease(RedisLink link, Channels channels, String node) {
        this.link = link;
        this.key = new byte[][] {channels.writer().getBytes(UTF_8)};
        this.node = node.getBytes(UTF_8);
    }

    void start(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(this::take, 0, RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isHeld() {
        return System.nanoTime() - heldUntil < 0;
    }

    /** For good; another gateway can take it at once. */
    void release() {
        over = true;
        heldUntil = System.nanoTime();
        ask(GIVE_BACK, System.nanoTime());
    }

    private void take() {
        if (!over) {
            ask(TAKE, System.nanoTime());
        }
    }

    /** While Redis is away there is no answer, and what is held runs out. */
    private void ask(byte[] script, long askedAt) {
        link.commands()
                .ifPresent(connection -> connection
                        .async()
                        .<Long>eval(script, ScriptOutputType.INTEGER, key, node, TERM_MILLIS)
                        .thenAccept(taken -> answered(taken == 1, askedAt)));
    }

    /** On lettuce's thread. An answer that comes after {@link #release} changes nothing. */
    private synchronized void answered(boolean taken, long askedAt) {
        if (taken && !over) {
            heldUntil = askedAt + TERM.minus(MARGIN).toNanos();
        }
        if (taken != told && !over) {
            LOG.info(
                    taken
                            ? "This gateway writes what emitters send to the log."
                            : "Another gateway writes to the log.");
            told = taken;
        }
    }
}
