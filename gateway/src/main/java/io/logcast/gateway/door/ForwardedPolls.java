package io.logcast.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.engineio.EngineError;
import io.logcast.gateway.engineio.EngineRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Sends polls and posts on to the owner of their session. When the client goes away, the owner sees its poll go away, too. What
 * the owner does not need of a request stays here: its session knows what the first request said.
 */
@Singleton
final class ForwardedPolls {

    static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    /** All that Engine.IO looks at when the session is there. */
    private static final List<String> PARAMETERS = List.of("EIO", "transport", "sid", "j", "b64");

    private static final List<String> REQUEST_HEADERS = List.of("content-type", "accept");
    private static final List<String> ANSWER_HEADERS = List.of("content-type", "cache-control");
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private final Owners owners;
    private final PeerTls tls;
    private final Duration patience;
    private final ExecutorService threads;
    private final HttpClient client;

    ForwardedPolls(Owners owners, PeerTls tls, DoorSettings settings) {
        this.owners = owners;
        this.tls = tls;
        // A poll ends with a ping at the latest.
        this.patience = settings.pingInterval().plus(settings.pingTimeout()).plus(GRACE);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "logcast-forward-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        this.client = tls.configure(HttpClient.newBuilder())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_PATIENCE)
                .executor(threads)
                .build();
    }

    /** On the event loop of the request; answers there. */
    CompletionStage<MutableHttpResponse<?>> send(Owner owner, NettyHttpRequest<?> request, byte[] body) {
        HttpRequest received = request.getNativeRequest();
        Channel channel = request.getChannelHandlerContext().channel();
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(forwarded(owner, received, body), BodyHandlers.ofByteArray());
        Presence.watch(received, channel, sent, () -> sent.cancel(true));
        return sent.handleAsync(
                (answer, failure) -> failure == null ? answer(answer) : refused(owner, failure), channel.eventLoop());
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private java.net.http.HttpRequest forwarded(Owner owner, HttpRequest received, byte[] body) {
        java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(uri(owner, received))
                .method(
                        received.method().name(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .timeout(patience)
                .header(Owners.FORWARDED, owners.self());
        for (String name : REQUEST_HEADERS) {
            String value = received.headers().get(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return request.build();
    }

    /** Made anew: what clients write into a query is not always a URI. */
    private URI uri(Owner owner, HttpRequest received) {
        EngineRequest wanted = Requests.of(received, false);
        String query = PARAMETERS.stream()
                .filter(wanted.query()::containsKey)
                .map(name ->
                        name + "=" + URLEncoder.encode(wanted.parameter(name).orElse(""), UTF_8))
                .collect(Collectors.joining("&"));
        String path = received.uri().split("\\?", 2)[0];
        return URI.create(tls.scheme() + "://" + owner.address() + path + "?" + query);
    }

    private static MutableHttpResponse<?> answer(HttpResponse<byte[]> answer) {
        MutableHttpResponse<?> response = io.micronaut.http.HttpResponse.status(HttpStatus.valueOf(answer.statusCode()))
                .body(answer.body());
        for (String name : ANSWER_HEADERS) {
            answer.headers().firstValue(name).ifPresent(value -> response.header(name, value));
        }
        return response;
    }

    private MutableHttpResponse<?> refused(Owner owner, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        // Who is slow to answer is not gone: its other clients would lose their sessions.
        if (cause instanceof ConnectException) {
            owners.unreachable(owner, cause);
        }
        return Responses.refused(EngineError.UNKNOWN_SESSION);
    }
}
