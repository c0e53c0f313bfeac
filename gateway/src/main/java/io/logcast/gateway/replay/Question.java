package io.logcast.gateway.replay;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Something to be asked of Kafka that is no reading of entries, and who waits for the answer. */
record Question<T>(Function<PartitionLog, T> what, CompletableFuture<T> answer) implements Errand {

    void ask(PartitionLog log) {
        answer.complete(what.apply(log));
    }

    @Override
    public void refuse(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
