package io.logcast.gateway.profile.acceleratxr.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.door.HttpHandlers;
import io.logcast.gateway.door.WebSocketDoor;
import io.logcast.gateway.namespace.Credentials;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.logcast.gateway.websocket.WebSocketLink;
import io.micronaut.context.annotation.Requires;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes connections WebSockets, each with a {@link PushConnection} at its end. */
@Singleton
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class PushDoor implements WebSocketDoor {

    private final PushHouse house;

    PushDoor(PushHouse house) {
        this.house = house;
    }

    @Override
    public boolean isAt(String uri) {
        return house.settings().isAt(uri);
    }

    @Override
    public boolean serves(HttpRequest request, Channel channel) {
        try {
            token(request);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void open(HttpRequest request, ChannelHandlerContext context) {
        Channel channel = context.channel();
        String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        WebSocketLink link = new WebSocketLink(new PushConnection(house, token(request)));
        HttpHandlers.replace(
                channel.pipeline(),
                () -> link.install(channel.pipeline(), house.settings().maxMessageBytes()));
        // HTTP is in the middle of its reading.
        channel.eventLoop().execute(() -> link.open(key));
    }

    /** @throws IllegalArgumentException if the query cannot be read */
    private static Optional<String> token(HttpRequest request) {
        Map<String, List<String>> query = new QueryStringDecoder(request.uri(), UTF_8).parameters();
        return Credentials.of(
                name -> Optional.ofNullable(request.headers().get(name)),
                name -> query.getOrDefault(name, List.of()).stream().findFirst());
    }
}
