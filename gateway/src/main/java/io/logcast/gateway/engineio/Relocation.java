package io.logcast.gateway.engineio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Brings a connection to another event loop. Nothing may be read meanwhile, and io_uring does not let a connection go that
 * still wants to read. So what HTTP asked for last is taken back, and the rest is done in a later task.
 */
final class Relocation {

    /** Much longer than it can take. */
    private static final long PATIENCE_SECONDS = 5;

    private Relocation() {}

    /**
     * On the channel's own event loop.
     *
     * @param arrived called on the target; not at all if the connection breaks
     */
    static void move(Channel channel, EventLoop target, Runnable arrived) {
        EventLoop origin = channel.eventLoop();
        if (origin == target) {
            // Later, too: HTTP is to be gone by then.
            origin.execute(arrived);
            return;
        }
        takeBackReads(channel);
        origin.execute(() -> {
            Future<?> overdue = origin.schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
            channel.deregister()
                    .addListener(left -> target.register(channel).addListener((ChannelFuture registered) -> {
                        overdue.cancel(false);
                        settle(registered, arrived);
                    }));
        });
    }

    /** Switching off does so, but only what has been on. */
    private static void takeBackReads(Channel channel) {
        channel.config().setAutoRead(true);
        channel.config().setAutoRead(false);
    }

    private static void settle(ChannelFuture registered, Runnable arrived) {
        if (registered.isSuccess()) {
            registered.channel().eventLoop().execute(arrived);
        } else {
            registered.channel().close();
        }
    }
}
