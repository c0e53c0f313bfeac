package io.logcast.gateway.door;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;

/** Puts an {@link UpgradeHandler} before Micronaut's own handler into each connection of HTTP/1.1. */
@Singleton
@Requires(beans = WebSocketDoor.class)
final class UpgradeMount implements BeanCreatedEventListener<NettyServerCustomizer.Registry>, NettyServerCustomizer {

    private static final String NAME = "logcast-upgrade";

    private final BeanProvider<Upgrades> upgrades;

    UpgradeMount(BeanProvider<Upgrades> upgrades) {
        this.upgrades = upgrades;
    }

    @Override
    public Registry onCreated(BeanCreatedEvent<Registry> event) {
        event.getBean().register(this);
        return event.getBean();
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return role != ChannelRole.CONNECTION
                ? this
                : new NettyServerCustomizer() {

                    @Override
                    public void onStreamPipelineBuilt() {
                        mount(channel.pipeline());
                    }
                };
    }

    private void mount(ChannelPipeline pipeline) {
        if (pipeline.get(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND) != null) {
            pipeline.addBefore(
                    ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, NAME, new UpgradeHandler(upgrades.get()));
        }
    }
}
