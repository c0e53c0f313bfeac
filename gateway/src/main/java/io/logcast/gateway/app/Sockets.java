package io.logcast.gateway.app;

import io.logcast.gateway.fanout.FanoutSettings;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.util.concurrent.EventExecutor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up each connection for streams that live for hours: no waiting for company before a frame leaves, the dead are
 * noticed, and the kernel keeps little for those who do not read.
 */
@Singleton
final class Sockets implements BeanCreatedEventListener<NettyServerCustomizer.Registry>, NettyServerCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    /**
     * Bytes that the kernel takes before the network does. Without it a reader that has stopped makes the kernel keep up
     * to {@code tcp_wmem} (4 MB) for it, and is thought to be quick for as long as that takes to fill. What is on its way
     * is not counted, so a distant reader is not held back.
     */
    private static final long UNSENT_BYTES = 128 * 1024;

    private final int userTimeoutMillis;
    private final Map<EventExecutor, Turnstile> turnstiles = new ConcurrentHashMap<>();

    Sockets(FanoutSettings settings) {
        this.userTimeoutMillis = (int) Math.min(settings.stall().toMillis(), Integer.MAX_VALUE);
    }

    @Override
    public Registry onCreated(BeanCreatedEvent<Registry> event) {
        event.getBean().register(this);
        return event.getBean();
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        switch (role) {
            // What really runs, not what was asked for.
            case LISTENER -> LOG.info("Connections are served by {}.", transport(channel));
            case CONNECTION -> {
                prepare(channel.config());
                return afterwards(channel);
            }
            case REQUEST_STREAM, PUSH_PROMISE_STREAM -> {}
        }
        return this;
    }

    private NettyServerCustomizer afterwards(Channel connection) {
        return new NettyServerCustomizer() {

            @Override
            public void onInitialPipelineBuilt() {
                PriorKnowledge.only(connection.pipeline());
                connection.pipeline().addFirst(turnstile(connection.eventLoop()).gate());
            }
        };
    }

    void prepare(ChannelConfig socket) {
        socket.setOption(ChannelOption.TCP_NODELAY, true);
        socket.setOption(ChannelOption.SO_KEEPALIVE, true);
        // A transport takes no notice of options that are another's; NIO has none of these.
        socket.setOption(EpollChannelOption.TCP_USER_TIMEOUT, userTimeoutMillis);
        socket.setOption(IoUringChannelOption.TCP_USER_TIMEOUT, userTimeoutMillis);
        socket.setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
        socket.setOption(IoUringChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
    }

    private Turnstile turnstile(EventExecutor loop) {
        return turnstiles.computeIfAbsent(loop, Turnstile::new);
    }

    private static String transport(Channel listener) {
        String type = listener.getClass().getSimpleName();
        return type.startsWith("IoUring") ? "io_uring" : type.startsWith("Epoll") ? "epoll" : "NIO";
    }
}
