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
        if (clientPings) {
            await(settings.pingInterval().plus(settings.pingTimeout()), dead);
        } else {
            await(settings.pingInterval(), this::ping);
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void ping() {
        await(settings.pingTimeout(), dead);
        ping.run();
    }

    private void await(Duration time, Runnable then) {
        stop();
        timer = loop.schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
