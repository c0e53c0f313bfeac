package io.logcast.gateway.replay;

import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Slice;
import java.util.concurrent.CompletableFuture;

/** A subscriber that waits for what lies at a position. */
record Request(TenantId tenant, int partition, long from, CompletableFuture<Slice> answer) {

    Request(TenantId tenant, int partition, long from) {
        this(tenant, partition, from, new CompletableFuture<>());
    }
}
