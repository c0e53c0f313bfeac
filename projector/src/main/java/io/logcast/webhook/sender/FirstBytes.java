package io.logcast.webhook.sender;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * The body of an answer, which nobody reads. A short one is let pass, so that the connection can be used again; a long one, or
 * one without end, is broken off.
 */
final class FirstBytes implements BodySubscriber<Void> {

    static final long MOST = 64 * 1024;

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Subscription subscription;
    private long seen;

    @Override
    public CompletionStage<Void> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
        }
        if (seen > MOST) {
            subscription.cancel();
            done.complete(null);
        } else {
            subscription.request(1);
        }
    }

    /** The head was there, and that is what counts. */
    @Override
    public void onError(Throwable failure) {
        done.complete(null);
    }

    @Override
    public void onComplete() {
        done.complete(null);
    }
}
