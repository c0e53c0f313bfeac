package io.logcast.gateway.replay;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.replay.Gap.Reason;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Turns what a subscriber asks for into a position that can be read, or into a gap and the position after it. */
public final class StartResolver {

    private final ReplaySource replay;

    public StartResolver(ReplaySource replay) {
        this.replay = replay;
    }

    public CompletionStage<Start> resolve(StartPoint point, Tail tail, int partition) {
        if (point instanceof StartPoint.After after) {
            return after(after, tail, partition);
        }
        return position(point, tail.log(partition)).thenApply(next -> Start.at(tail.cursor(partition, next)));
    }

    private CompletionStage<Long> position(StartPoint point, TailLog log) {
        if (point instanceof StartPoint.Earliest) {
            return replay.range(log.partition()).thenApply(LogRange::start);
        }
        if (point instanceof StartPoint.Since since) {
            return replay.since(log.partition(), since.time());
        }
        return completedFuture(log.next());
    }

    private CompletionStage<Start> after(StartPoint.After after, Tail tail, int partition) {
        TailLog log = tail.log(partition);
        if (!after.cursor().epoch().equals(tail.epoch())) {
            return gap(Reason.EPOCH, after, tail, log);
        }
        long asked = after.cursor().next(partition).orElseThrow();
        if (asked >= log.start() && asked <= log.next()) {
            // In memory, so it exists: no need to ask Kafka, which matters when ten thousand return at once.
            return completedFuture(Start.at(tail.cursor(partition, asked)));
        }
        return replay.range(partition).thenCompose(range -> within(range, asked, after, tail, log));
    }

    private CompletionStage<Start> within(LogRange range, long asked, StartPoint.After after, Tail tail, TailLog log) {
        if (asked < range.start()) {
            return gap(Reason.RETENTION, after, tail, log);
        }
        if (asked > range.end()) {
            return gap(Reason.BEYOND_END, after, tail, log);
        }
        return completedFuture(Start.at(tail.cursor(log.partition(), asked)));
    }

    private CompletionStage<Start> gap(Reason reason, StartPoint.After after, Tail tail, TailLog log) {
        return position(after.otherwise(), log).thenApply(next -> {
            Cursor at = tail.cursor(log.partition(), next);
            return new Start(at, Optional.of(gap(reason, after.cursor(), at, log.partition())));
        });
    }

    private static Gap gap(Reason reason, Cursor requested, Cursor at, int partition) {
        if (reason != Reason.RETENTION) {
            return new Gap(reason, requested, at, null, null);
        }
        return new Gap(
                reason,
                requested,
                at,
                requested.next(partition).orElseThrow(),
                at.next(partition).orElseThrow());
    }
}
