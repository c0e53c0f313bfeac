package io.logcast.gateway.door;

import io.logcast.gateway.engineio.Answer;
import io.logcast.gateway.engineio.EngineError;
import io.logcast.gateway.engineio.EngineRequest;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.engineio.Exchange;
import io.logcast.gateway.engineio.Sids;
import io.logcast.gateway.engineio.Upload;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Takes requests of polling to their sessions. On the event loop of the request. */
@Singleton
@Requires(beans = EngineServer.class)
final class Polling {

    private static final byte[] NOTHING = {};

    private final EngineServer engine;
    private final Sids sids;
    private final Cors cors;
    private final ForeignSids foreign;

    Polling(EngineServer engine, Sids sids, Cors cors, ForeignSids foreign) {
        this.engine = engine;
        this.sids = sids;
        this.cors = cors;
        this.foreign = foreign;
    }

    CompletionStage<MutableHttpResponse<?>> answer(NettyHttpRequest<?> request) {
        HttpRequest received = request.getNativeRequest();
        Channel channel = request.getChannelHandlerContext().channel();
        if (!cors.admits(received.headers(), Requests.isSecure(channel))) {
            return refused(EngineError.FORBIDDEN);
        }
        cors.dropStrangeCookies(received.headers(), Requests.isSecure(channel));
        try {
            return answer(request, Requests.of(received, false), channel);
        } catch (IllegalArgumentException e) {
            return refused(EngineError.BAD_REQUEST);
        }
    }

    private CompletionStage<MutableHttpResponse<?>> answer(
            NettyHttpRequest<?> request, EngineRequest wanted, Channel channel) {
        String sid = wanted.sid().orElse(null);
        if (sid != null && !sids.isMine(sid)) {
            return forwarded(request, sid);
        }
        EngineError refusal = engine.refusal(wanted).orElse(null);
        if (refusal != null) {
            return refused(refusal);
        }
        Jsonp script = Jsonp.of(wanted);
        if (wanted.isGet()) {
            return poll(request.getNativeRequest(), wanted, channel).thenApplyAsync(script::respond, on(channel));
        }
        return request.getMethod() == HttpMethod.POST
                ? post(request, sid, script, channel).thenApplyAsync(Responses::of, on(channel))
                : refused(EngineError.BAD_REQUEST);
    }

    private CompletionStage<Answer> poll(HttpRequest request, EngineRequest wanted, Channel channel) {
        Exchange exchange = wanted.sid()
                .map(engine::poll)
                .orElseGet(() -> engine.open(
                        Requests.handshake(request, wanted, channel), !wanted.wantsText(), channel.eventLoop()));
        Presence.watch(request, channel, exchange.answer(), exchange::abandon);
        return exchange.answer();
    }

    private CompletionStage<Answer> post(NettyHttpRequest<?> request, String sid, Jsonp script, Channel channel) {
        Upload upload = engine.post(sid, isOctets(request.getNativeRequest()));
        Presence.watch(request.getNativeRequest(), channel, upload.answer(), upload::abandon);
        LimitedBody.read(request.byteBody(), engine.settings().maxPayload()).whenComplete((body, failure) -> {
            if (failure == null) {
                upload.received(script.unwrap(body));
            } else if (failure instanceof LimitedBody.TooLarge) {
                upload.tooLarge();
            } else {
                upload.abandon();
            }
        });
        return upload.answer();
    }

    private CompletionStage<MutableHttpResponse<?>> forwarded(NettyHttpRequest<?> request, String sid) {
        CompletionStage<byte[]> body = request.getMethod() == HttpMethod.POST
                ? LimitedBody.read(request.byteBody(), engine.settings().maxPayload())
                : CompletableFuture.completedFuture(NOTHING);
        return body.thenCompose(bytes -> foreign.polling(request, sid, bytes)).exceptionally(Polling::unforwarded);
    }

    private static MutableHttpResponse<?> unforwarded(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return Responses.refused(
                cause instanceof LimitedBody.TooLarge ? EngineError.TOO_LARGE : EngineError.UNKNOWN_SESSION);
    }

    private static boolean isOctets(HttpRequest request) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        return type.toLowerCase(Locale.ROOT).startsWith(HttpHeaderValues.APPLICATION_OCTET_STREAM.toString());
    }

    private static CompletionStage<MutableHttpResponse<?>> refused(EngineError error) {
        return CompletableFuture.completedFuture(Responses.refused(error));
    }

    /** Sessions answer on their own event loops. */
    private static Executor on(Channel channel) {
        EventLoop loop = channel.eventLoop();
        return task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        };
    }
}
