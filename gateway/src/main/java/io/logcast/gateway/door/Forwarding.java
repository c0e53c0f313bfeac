package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineError;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelHandlerContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends requests on to the gateway that has their session, so that no load balancer needs to know sessions. The session stays
 * where it is: it is the owner that answers.
 */
@Singleton
final class Forwarding implements ForeignSids {

    private final Owners owners;
    private final ForwardedPolls polls;
    private final ForwardedUpgrades upgrades;

    Forwarding(Owners owners, ForwardedPolls polls, ForwardedUpgrades upgrades) {
        this.owners = owners;
        this.polls = polls;
        this.upgrades = upgrades;
    }

    @Override
    public CompletionStage<MutableHttpResponse<?>> polling(HttpRequest<?> request, String sid, byte[] body) {
        NettyHttpRequest<?> received = (NettyHttpRequest<?>) request;
        Optional<Owner> owner = owners.of(sid, received.getNativeRequest().headers());
        return owner.isPresent()
                ? polls.send(owner.get(), received, body)
                : CompletableFuture.completedFuture(Responses.refused(EngineError.UNKNOWN_SESSION));
    }

    @Override
    public void upgrade(ChannelHandlerContext context, io.netty.handler.codec.http.HttpRequest request, String sid) {
        owners.of(sid, request.headers())
                .ifPresentOrElse(
                        owner -> upgrades.connect(owner, context, request),
                        () -> ForwardedUpgrades.refuse(context, EngineError.UNKNOWN_SESSION));
    }
}
