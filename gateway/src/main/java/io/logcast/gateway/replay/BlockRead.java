package io.logcast.gateway.replay;

import io.logcast.event.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One reading of a block, and all who wait for it: nobody, while it is only read ahead. Guarded by the {@link ReplayDesk}. */
final class BlockRead implements Errand {

    private final int partition;
    private final long from;
    private final long generation;
    private final List<Request> waiting = new ArrayList<>();
    private final Set<TenantId> tenants = new HashSet<>();
    private boolean begun;

    /** @param generation of the topic, as far as the desk knows; a block of an earlier one is not kept */
    BlockRead(int partition, long from, long generation) {
        this.partition = partition;
        this.from = from;
        this.generation = generation;
    }

    int partition() {
        return partition;
    }

    long from() {
        return from;
    }

    long generation() {
        return generation;
    }

    /** Whether the block will probably reach that far. */
    boolean isNear(long position) {
        return position - from < Block.RECORDS;
    }

    /** @return whether it is the first of its tenant */
    boolean join(Request request) {
        waiting.add(request);
        return tenants.add(request.tenant());
    }

    boolean isForSeveral() {
        return tenants.size() > 1;
    }

    List<Request> waiting() {
        return waiting;
    }

    /** Not under the guard of the desk, but after it has forgotten this read. */
    @Override
    public void refuse(Throwable cause) {
        waiting.forEach(request -> request.answer().completeExceptionally(cause));
    }

    boolean isBegun() {
        return begun;
    }

    void begin() {
        begun = true;
    }
}
