package io.logcast.gateway.fanout;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Decides when a connection needs a heartbeat, has stalled, or has outlived its token. Confined to its event loop. */
public final class Pulse {

    /** What is to be done about a connection. */
    enum Due {
        NOTHING,
        HEARTBEAT,
        STALLED,
        EXPIRED
    }

    private final FanoutSettings settings;
    private final LongSupplier nanoClock;
    private final long expiry;
    private final boolean expires;
    private long lastWrite;
    private long lastWritable;

    /**
     * @param nanoClock such as {@link System#nanoTime}
     * @param lifetime how long the token is valid from now on; null: for ever
     */
    public Pulse(FanoutSettings settings, LongSupplier nanoClock, Duration lifetime) {
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.lastWrite = nanoClock.getAsLong();
        this.lastWritable = lastWrite;
        this.expires = lifetime != null;
        this.expiry = expires ? lastWrite + lifetime.toNanos() : 0;
    }

    void wrote() {
        lastWrite = nanoClock.getAsLong();
    }

    Due due(boolean writable) {
        long now = nanoClock.getAsLong();
        if (expires && now - expiry >= 0) {
            return Due.EXPIRED;
        }
        if (!writable) {
            return now - lastWritable >= settings.stall().toNanos() ? Due.STALLED : Due.NOTHING;
        }
        lastWritable = now;
        return now - lastWrite >= settings.heartbeat().toNanos() ? Due.HEARTBEAT : Due.NOTHING;
    }
}
