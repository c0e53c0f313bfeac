package io.logcast.gateway.replay;

import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** A subscriber that asks for one slice after the other, each on another thread, and notes the offsets. */
final class Follower {

    private static final Executor LOOPS = ForkJoinPool.commonPool();

    private final ReplaySource replay;
    private final TenantId tenant;
    private final long end;
    private final List<Long> offsets = new ArrayList<>();
    private long position;

    Follower(ReplaySource replay, TenantId tenant, long from, long end) {
        this.replay = replay;
        this.tenant = tenant;
        this.position = from;
        this.end = end;
    }

    /** All offsets up to the end, in the order in which they came. */
    CompletableFuture<List<Long>> toTheEnd() {
        return CompletableFuture.supplyAsync(() -> next(), LOOPS)
                .thenCompose(next -> next)
                .toCompletableFuture();
    }

    private CompletionStage<List<Long>> next() {
        if (position >= end) {
            return CompletableFuture.completedFuture(offsets);
        }
        return replay.read(tenant, 0, position)
                .thenApplyAsync(this::note, LOOPS)
                .thenCompose(done -> next());
    }

    private Follower note(Slice slice) {
        Slice.Entries found = (Slice.Entries) slice;
        found.entries().forEach(entry -> offsets.add(entry.offset()));
        position = found.next();
        return this;
    }
}
