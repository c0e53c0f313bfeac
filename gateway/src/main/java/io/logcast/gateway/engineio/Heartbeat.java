package io.logcast.gateway.engineio;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Finds out that the other side is dead. In Engine.IO 4 we ping and the client has to answer, in 3 the client has to ping.
 * One timer at a time. Confined to the event loop of its session.
 */
final class Heartbeat {

    private final EventLoop loop;
    private final EngineSettings settings;
    private final boolean clientPings;
    private final Runnable ping;
    private final Runnable dead;
    private Future<?> timer;
    /** Of the loop's clock, in nanoseconds. */
    private long next;

    private boolean last;

    /** @param dead called when a sign of life has not come in time */
    Heartbeat(EventLoop loop, EngineSettings settings, int protocol, Runnable ping, Runnable dead) {
        this.loop = loop;
        this.settings = settings;
        this.clientPings = protocol == 3;
        this.ping = ping;
        this.dead = dead;
    }

    /** Begins, or begins anew because a sign of life has come. */
    void restart() {
        next = loop.ticker().nanoTime();
        if (clientPings) {
            await(settings.pingInterval().plus(settings.pingTimeout()), true);
        } else {
            await(settings.pingInterval(), false);
        }
    }

    /** Whether it is dead already, and only the timer is late. */
    boolean isOverdue() {
        return last && loop.ticker().nanoTime() - next >= 0;
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void expired() {
        if (last) {
            dead.run();
        } else {
            await(settings.pingTimeout(), true);
            ping.run();
        }
    }

    /** From when it was planned, so that late timers do not add up. */
    private void await(Duration time, boolean thenDead) {
        stop();
        last = thenDead;
        next += time.toNanos();
        timer = loop.schedule(this::expired, next - loop.ticker().nanoTime(), TimeUnit.NANOSECONDS);
    }
}
