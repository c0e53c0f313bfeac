package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.LogRange;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log behind the tail: answers reads when told to, like Kafka, which takes its time. */
final class ScriptedLog implements ReplaySource {

    private static final int BATCH = 7;

    private final List<TailEntry> entries = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<CompletableFuture<Slice>> pending = new ArrayDeque<>();
    private long start;
    private int reads;

    void append(TailEntry entry) {
        entries.add(entry);
    }

    /** Retention. */
    void removeBelow(long offset) {
        start = Math.max(start, offset);
        entries.removeIf(entry -> entry.offset() < offset);
    }

    /** Answers the oldest open read; false if there is none. */
    boolean answerOne() {
        Runnable answer = waiting.poll();
        if (answer != null) {
            answer.run();
        }
        return answer != null;
    }

    /** Fails the oldest open read, as when Kafka does not answer. */
    void failOne() {
        waiting.remove();
        pending.remove().completeExceptionally(new IllegalStateException("no answer"));
    }

    int reads() {
        return reads;
    }

    @Override
    public CompletionStage<Slice> read(int partition, long from) {
        reads++;
        CompletableFuture<Slice> answer = new CompletableFuture<>();
        pending.add(answer);
        waiting.add(() -> {
            pending.remove();
            answer.complete(slice(from));
        });
        return answer;
    }

    @Override
    public CompletionStage<LogRange> range(int partition) {
        return CompletableFuture.completedFuture(new LogRange(start, end()));
    }

    @Override
    public CompletionStage<Long> since(int partition, Instant time) {
        return CompletableFuture.completedFuture(end());
    }

    private Slice slice(long from) {
        if (from < start) {
            return new Slice.TooOld(start);
        }
        List<TailEntry> found = entries.stream()
                .filter(entry -> entry.offset() >= from)
                .limit(BATCH)
                .toList();
        return new Slice.Entries(
                found, found.isEmpty() ? from : found.get(found.size() - 1).next());
    }

    private long end() {
        return entries.isEmpty() ? start : entries.get(entries.size() - 1).next();
    }
}
