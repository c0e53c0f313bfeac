package io.logcast.gateway.engineio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;

/**
 * Brings a connection to another event loop. Nothing may be read meanwhile: reading is switched off first, and what follows
 * is done in a later task, or io_uring would still have a read under way.
 */
final class Relocation {

    private Relocation() {}

    /**
     * On the channel's own event loop.
     *
     * @param arrived called on the target; not at all if the connection breaks
     */
    static void move(Channel channel, EventLoop target, Runnable arrived) {
        channel.config().setAutoRead(false);
        channel.eventLoop().execute(() -> {
            if (channel.eventLoop() == target) {
                arrived.run();
            } else {
                channel.deregister()
                        .addListener(left -> target.register(channel)
                                .addListener((ChannelFuture registered) -> settle(registered, arrived)));
            }
        });
    }

    private static void settle(ChannelFuture registered, Runnable arrived) {
        if (registered.isSuccess()) {
            registered.channel().eventLoop().execute(arrived);
        } else {
            registered.channel().close();
        }
    }
}
