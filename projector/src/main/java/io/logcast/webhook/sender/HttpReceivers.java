package io.logcast.webhook.sender;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/**
 * Receivers over HTTP/1.1, by the JDK's client. Names are looked up on a thread of the pool, for that blocks; a pool without a
 * bound, for those who call have one, and a receiver whose name servers are silent must not hold up another.
 *
 * <p>A name is looked up here to see whether its addresses are public, and by the client to connect; both get the answer from
 * the JDK's cache, which keeps it for thirty seconds.
 */
public final class HttpReceivers implements Receivers, AutoCloseable {

    private static final Duration MOST_CONNECTING = Duration.ofSeconds(10);

    private final Duration timeout;
    private final boolean allowsPrivate;
    private final ExecutorService threads = Executors.newCachedThreadPool(new Names());
    private final HttpClient client;

    /** @param allowsPrivate also addresses that are not public */
    public HttpReceivers(Duration timeout, boolean allowsPrivate) {
        this.timeout = timeout;
        this.allowsPrivate = allowsPrivate;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(MOST_CONNECTING) < 0 ? timeout : MOST_CONNECTING)
                .executor(threads)
                .build();
    }

    @Override
    public CompletionStage<Answer> post(Outgoing outgoing) {
        long began = System.nanoTime();
        CompletableFuture<HttpResponse<Void>> done = new CompletableFuture<>();
        threads.execute(() -> send(outgoing, done));
        // The client's own timeout ends with the head of the answer.
        return done.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> answer(response, failure, Duration.ofNanos(System.nanoTime() - began)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void send(Outgoing outgoing, CompletableFuture<HttpResponse<Void>> done) {
        try {
            CompletableFuture<HttpResponse<Void>> exchange =
                    client.sendAsync(request(outgoing), head -> new FirstBytes());
            exchange.whenComplete((response, failure) -> {
                if (failure == null) {
                    done.complete(response);
                } else {
                    done.completeExceptionally(failure);
                }
            });
            // Who is not waited for any more must not keep a connection.
            done.whenComplete((response, failure) -> exchange.cancel(true));
        } catch (RuntimeException | IOException | PublicAddresses.AddressRefused e) {
            done.completeExceptionally(e);
        }
    }

    private HttpRequest request(Outgoing outgoing) throws UnknownHostException, PublicAddresses.AddressRefused {
        if (!allowsPrivate) {
            PublicAddresses.require(outgoing.target().getHost());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(outgoing.target())
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(outgoing.body()));
        outgoing.headers().forEach(request::header);
        return request.build();
    }

    private Answer answer(HttpResponse<Void> response, Throwable failure, Duration took) {
        if (failure != null) {
            return Answer.none(why(failure), took);
        }
        HttpHeaders headers = response.headers();
        return new Answer(
                response.statusCode(),
                HttpDates.delay(headers.firstValue("retry-after").orElse(null)),
                HttpDates.parse(headers.firstValue("date").orElse(null)),
                null,
                took);
    }

    /** For those who look into the log of deliveries: what happened, and nothing of the request. */
    private String why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof PublicAddresses.AddressRefused) {
            return "the address of the host is not public";
        }
        if (cause instanceof UnknownHostException) {
            return "the host is unknown";
        }
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        if (cause instanceof SSLException) {
            return "no connection over TLS";
        }
        return cause instanceof IOException
                ? "the connection broke"
                : "the request failed (" + cause.getClass().getSimpleName() + ")";
    }

    private static final class Names implements ThreadFactory {

        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "logcast-webhook-send-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
