package io.logcast.gateway.ingress;

import io.logcast.event.TenantId;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Lanes;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The ids of what was appended lately, read from Kafka when somebody asks: seldom, so that there is a consumer only as long as
 * that takes, and its thread ends when nobody has asked for a while.
 */
public final class RecentRecords implements AutoCloseable {

    private final KafkaSettings kafka;
    private final Supplier<Optional<Lanes>> lanes;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RecentRecords::thread);

    /** @param lanes of the deliveries as they are now; empty while that is not known */
    public RecentRecords(KafkaSettings kafka, Supplier<Optional<Lanes>> lanes) {
        this.kafka = kafka;
        this.lanes = lanes;
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * @return the ids of all packets that have been appended for these tenants since then; fails when Kafka is away, and as
     *     long as nothing can be appended
     */
    public CompletionStage<Set<String>> packets(Set<TenantId> tenants, Instant since) {
        return lanes.get()
                .map(known -> partitions(known, tenants))
                .map(partitions -> ids(tenants, read -> read.idsOfPackets(partitions, since)))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new IllegalStateException("the deliveries are not followed yet")));
    }

    /** @return the ids of all events that have been appended for these tenants since then; fails when Kafka is away */
    public CompletionStage<Set<String>> events(Set<TenantId> tenants, Instant since) {
        return ids(tenants, read -> read.idsOfEvents(tenants, since));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private CompletionStage<Set<String>> ids(Set<TenantId> tenants, Function<RecentRead, Set<String>> reading) {
        if (tenants.isEmpty()) {
            return CompletableFuture.completedFuture(Set.of());
        }
        try {
            return CompletableFuture.supplyAsync(() -> read(reading), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Set<String> read(Function<RecentRead, Set<String>> reading) {
        try (RecentRead read = RecentRead.open(kafka)) {
            return reading.apply(read);
        }
    }

    private static Set<Integer> partitions(Lanes lanes, Set<TenantId> tenants) {
        return tenants.stream()
                .flatMap(tenant -> lanes.partitionsOf(tenant).stream())
                .collect(Collectors.toSet());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "logcast-recent");
        thread.setDaemon(true);
        return thread;
    }
}
