package io.logcast.gateway.door;

import io.micronaut.http.body.ByteBody;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Reads the body of a request, but no more of it than a limit. */
final class LimitedBody implements Subscriber<byte[]> {

    /** There is more. */
    static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooLarge() {
            super("the body exceeds its limit", null, false, false);
        }
    }

    private final int limit;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(128);
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Subscription subscription;

    private LimitedBody(int limit) {
        this.limit = limit;
    }

    /** Fails with {@link TooLarge}, or with what broke the connection. */
    static CompletionStage<byte[]> read(ByteBody body, int limit) {
        if (body.expectedLength().orElse(0) > limit) {
            return CompletableFuture.failedFuture(new TooLarge());
        }
        LimitedBody reading = new LimitedBody(limit);
        body.toByteArrayPublisher().subscribe(reading);
        return reading.whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(byte[] piece) {
        if (gathered.size() + piece.length > limit) {
            subscription.cancel();
            whole.completeExceptionally(new TooLarge());
            return;
        }
        gathered.writeBytes(piece);
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(gathered.toByteArray());
    }
}
