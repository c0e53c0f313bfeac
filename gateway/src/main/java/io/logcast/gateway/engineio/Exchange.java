package io.logcast.gateway.engineio;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A request of polling that is waiting for its answer. */
public final class Exchange {

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final EventLoop loop;
    private final Consumer<Exchange> abandoned;

    /** @param abandoned called on the loop when the client has gone before it was answered */
    Exchange(EventLoop loop, Consumer<Exchange> abandoned) {
        this.loop = loop;
        this.abandoned = abandoned;
    }

    static Exchange refused(EngineError error) {
        Exchange exchange = new Exchange(null, null);
        exchange.refuse(error);
        return exchange;
    }

    /** Comes on the event loop of the session. */
    public CompletionStage<Answer> answer() {
        return answer;
    }

    /** The client does not wait any more. From any thread. */
    public void abandon() {
        if (!answer.isDone()) {
            loop.execute(() -> abandoned.accept(this));
        }
    }

    void complete(Answer given) {
        answer.complete(given);
    }

    void refuse(EngineError error) {
        complete(new Answer.Refused(error));
    }
}
