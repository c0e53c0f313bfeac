package io.logcast.gateway.app;

import io.micronaut.context.BeanContext;
import io.micronaut.http.netty.channel.EventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.EventLoopGroupFactory;
import io.micronaut.http.netty.channel.NettyChannelType;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The transport {@code auto}, beside those that Micronaut knows: whichever of them the machine offers. */
@Singleton
@Named("auto")
final class AutoTransport implements EventLoopGroupFactory {

    private final EventLoopGroupFactory resolved;

    AutoTransport(BeanContext beans) {
        this.resolved = beans.getBean(
                EventLoopGroupFactory.class,
                Qualifiers.byName(Transport.AUTO.resolved().text()));
    }

    @Override
    public boolean isNative() {
        return resolved.isNative();
    }

    @Override
    @SuppressWarnings("removal") // Micronaut still asks this way where there is no configuration.
    public IoHandlerFactory createIoHandlerFactory() {
        return resolved.createIoHandlerFactory();
    }

    @Override
    public IoHandlerFactory createIoHandlerFactory(EventLoopGroupConfiguration configuration) {
        return resolved.createIoHandlerFactory(configuration);
    }

    @Override
    public Class<? extends Channel> channelClass(NettyChannelType type) {
        return resolved.channelClass(type);
    }

    @Override
    public Class<? extends Channel> channelClass(NettyChannelType type, EventLoopGroupConfiguration configuration) {
        return resolved.channelClass(type, configuration);
    }

    @Override
    public Channel channelInstance(NettyChannelType type, EventLoopGroupConfiguration configuration) {
        return resolved.channelInstance(type, configuration);
    }

    @Override
    public Channel channelInstance(
            NettyChannelType type, EventLoopGroupConfiguration configuration, Channel parent, int descriptor) {
        return resolved.channelInstance(type, configuration, parent, descriptor);
    }
}
