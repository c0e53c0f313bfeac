package io.logcast.gateway.replay;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Something to be read, and who waits for it. */
record ReplayRequest<T>(Function<LogReading, T> what, CompletableFuture<T> answer) {

    void run(LogReading reading) {
        try {
            answer.complete(what.apply(reading));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    void refuse(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
