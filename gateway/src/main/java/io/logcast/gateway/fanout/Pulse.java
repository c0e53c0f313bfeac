package io.logcast.gateway.fanout;

import java.time.Duration;

/** Decides when a connection needs a heartbeat, has stalled, or has outlived its token. Confined to its event loop. */
final class Pulse {

    /** What is to be done about a connection. */
    enum Due {
        NOTHING,
        HEARTBEAT,
        STALLED,
        EXPIRED
    }

    /** A clock of nanoseconds goes no further than 292 years; a token for that long does not end while this process runs. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final FanoutSettings settings;
    /** In nanoseconds; 0: only in silence. */
    private final long beat;

    private final long expiry;
    private final boolean expires;
    private long lastWrite;
    private long lastWritable;
    private long nextBeat;

    /**
     * All times are those of {@link System#nanoTime}.
     *
     * @param beat how often a heartbeat is due, whatever is written; null: only after silence
     * @param lifetime how long the token is valid from now on; null: for ever
     */
    Pulse(FanoutSettings settings, Duration beat, long now, Duration lifetime) {
        this.settings = settings;
        this.beat = beat == null ? 0 : beat.toNanos();
        this.lastWrite = now;
        this.lastWritable = now;
        this.nextBeat = now + this.beat;
        this.expires = lifetime != null && lifetime.compareTo(FOR_EVER) < 0;
        this.expiry = expires ? now + nanos(lifetime) : 0;
    }

    /** Writing is for sockets that have room. Between two looks one may have drained and been filled again. */
    void wrote(long now) {
        lastWrite = now;
        lastWritable = now;
    }

    /** @param delivered when it was written to by its group */
    Due due(long now, boolean writable, long delivered) {
        if (expires && now - expiry >= 0) {
            return Due.EXPIRED;
        }
        if (!writable) {
            long stalled = Math.min(now - lastWritable, now - delivered);
            return stalled >= settings.stall().toNanos() ? Due.STALLED : Due.NOTHING;
        }
        lastWritable = now;
        return beat == 0 ? dueInSilence(now, delivered) : dueByBeat(now);
    }

    private Due dueInSilence(long now, long delivered) {
        long silence = Math.min(now - lastWrite, now - delivered);
        return silence >= settings.heartbeat().toNanos() ? Due.HEARTBEAT : Due.NOTHING;
    }

    /** Those that a full socket could not take are not made up for. */
    private Due dueByBeat(long now) {
        if (now - nextBeat < 0) {
            return Due.NOTHING;
        }
        nextBeat += beat * (1 + (now - nextBeat) / beat);
        return Due.HEARTBEAT;
    }

    private static long nanos(Duration lifetime) {
        return lifetime.isNegative() ? 0 : lifetime.toNanos();
    }
}
