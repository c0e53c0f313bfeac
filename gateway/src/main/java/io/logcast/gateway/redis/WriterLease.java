package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every gateway hears every message, and one of them writes it to the log: whose name is in a key of Redis that expires. Its
 * holder counts from before it asked and stops a moment early, so that there are never two.
 *
 * <p>A holder that goes says so in a message. Redis gives all gateways its messages in one order: what comes before this one
 * is the holder's, what comes after it is its successor's, and who that is the others ask at once. A holder that dies leaves
 * the key until it expires, and one that may have missed messages gives it up: the next one finds out what the log lacks.
 */
final class WriterLease {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);

    private static final Duration TERM = Duration.ofSeconds(5);
    private static final byte[] TERM_MILLIS = Long.toString(TERM.toMillis()).getBytes(UTF_8);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final Duration NEXT_TRY = Duration.ofMillis(20);

    /** A writer that was deaf would go on as if it had missed nothing, so another one that was not goes first. */
    private static final Duration AFTER_OTHERS = RENEWAL.multipliedBy(3).dividedBy(2);

    /** For a difference in the speed of two clocks, and for a packet that is being handed over. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** SET NX, or a renewal of one's own, in one step; says who holds it then. */
    private static final byte[] TAKE = """
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return holder end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return ARGV[1]
            """.getBytes(UTF_8);

    private static final byte[] GIVE_BACK = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
            return ARGV[1]
            """.getBytes(UTF_8);

    private final RedisLink link;
    private final Post post;
    private final Channels channels;
    private final String node;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private Runnable onAnswer = () -> {};
    private Runnable onRenewal = () -> {};
    private volatile boolean hearing;
    private volatile long timesDeaf;
    private volatile long notBefore = System.nanoTime();
    private volatile String holder;
    private volatile String leaver;
    private volatile long heldUntil;
    private volatile boolean leaving;

    WriterLease(RedisLink link, Post post, Channels channels, String node, ScheduledExecutorService timer) {
        this.link = link;
        this.post = post;
        this.channels = channels;
        this.node = node;
        this.timer = timer;
    }

    /**
     * @param settled is called, on lettuce's thread, when it may have become known whose turn it is
     * @param renewed likewise, each second while it is this gateway's
     */
    void start(Runnable settled, Runnable renewed) {
        onAnswer = settled;
        onRenewal = renewed;
        timer.scheduleWithFixedDelay(this::take, 0, RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    Turn turn() {
        String who = holder;
        if (node.equals(who)) {
            return System.nanoTime() - heldUntil < 0 ? Turn.MINE : Turn.UNKNOWN;
        }
        return who == null && !leaving ? Turn.UNKNOWN : Turn.ANOTHERS;
    }

    boolean isHearing() {
        return hearing;
    }

    /** So often this gateway may have missed messages until now. */
    long timesDeaf() {
        return timesDeaf;
    }

    /**
     * This gateway hears everything, from now on or still; Redis may have lost its keys.
     *
     * @param asOf the {@link #timesDeaf} before that was found out: if it may have missed messages since, this comes too late
     */
    synchronized void hears(long asOf) {
        if (asOf != timesDeaf) {
            return;
        }
        if (hearing) {
            doubt();
        } else {
            hearing = true;
            ask(GIVE_BACK).whenComplete((answer, failure) -> take());
        }
    }

    /** This gateway may miss messages. */
    synchronized void isDeaf() {
        hearing = false;
        timesDeaf++;
        if (node.equals(holder)) {
            notBefore = System.nanoTime() + AFTER_OTHERS.toNanos();
        }
        holder = null;
        heldUntil = System.nanoTime();
        ask(GIVE_BACK);
    }

    private void doubt() {
        holder = null;
        take();
    }

    /** Another gateway has said that it goes. */
    synchronized void heardFarewell(String from) {
        leaver = from;
        doubt();
    }

    /**
     * If this gateway is the holder, it will not be for long: {@link #giveBack} has to be called when its message has come.
     *
     * @return completes when another can take over
     */
    CompletionStage<Void> sayFarewell() {
        boolean first = !leaving;
        leaving = true;
        if (first && turn() == Turn.MINE) {
            post.text(channels.writer(), node).whenComplete((heard, failure) -> {
                if (failure != null) {
                    giveBack();
                }
            });
        } else if (first) {
            gone.complete(null);
        }
        return gone;
    }

    void giveBack() {
        heldUntil = System.nanoTime();
        ask(GIVE_BACK).whenComplete((answer, failure) -> gone.complete(null));
    }

    private void take() {
        if (hearing && !leaving && System.nanoTime() - notBefore >= 0) {
            long askedAt = System.nanoTime();
            // While Redis is away there is no answer, and what is held runs out.
            ask(TAKE).thenAccept(answer -> answered(new String(answer, UTF_8), askedAt));
        }
    }

    private CompletionStage<byte[]> ask(byte[] script) {
        byte[][] key = {channels.writer().getBytes(UTF_8)};
        return link.commands()
                .<CompletionStage<byte[]>>map(connection ->
                        connection.async().eval(script, ScriptOutputType.VALUE, key, node.getBytes(UTF_8), TERM_MILLIS))
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("Redis is away")));
    }

    private synchronized void answered(String who, long askedAt) {
        if (leaving || !hearing) {
            return;
        }
        if (who.equals(leaver)) {
            // It has said that it goes and is still writing what came before that.
            timer.schedule(this::take, NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        if (who.equals(node)) {
            heldUntil = askedAt + TERM.minus(MARGIN).toNanos();
        }
        if (!who.equals(holder)) {
            LOG.info("What comes through Redis is written to the log by {}", who.equals(node) ? "this gateway." : who);
        }
        holder = who;
        onAnswer.run();
        if (who.equals(node)) {
            onRenewal.run();
        }
    }

    /** Who writes to the log. */
    enum Turn {
        MINE,
        ANOTHERS,
        /** It will be known in a moment. */
        UNKNOWN
    }
}
