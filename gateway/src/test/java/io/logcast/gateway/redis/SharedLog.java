package io.logcast.gateway.redis;

import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What all gateways of a test write to. */
final class SharedLog {

    private final List<Entry> entries = new ArrayList<>();

    synchronized CompletionStage<Void> append(String writer, EventId id, String text) {
        entries.add(new Entry(writer, id.value(), text));
        return CompletableFuture.completedFuture(null);
    }

    synchronized List<String> texts() {
        return entries.stream().map(Entry::text).toList();
    }

    synchronized List<String> writtenBy(String writer) {
        return entries.stream()
                .filter(entry -> entry.writer().equals(writer))
                .map(Entry::text)
                .toList();
    }

    synchronized int size() {
        return entries.size();
    }

    RecentLog recent() {
        return new RecentLog() {
            @Override
            public CompletionStage<Set<String>> packets(Set<TenantId> tenants, Instant since) {
                return CompletableFuture.completedFuture(tenants.isEmpty() ? Set.of() : ids());
            }

            @Override
            public CompletionStage<Set<String>> events(Set<TenantId> tenants, Instant since) {
                return packets(tenants, since);
            }
        };
    }

    private synchronized Set<String> ids() {
        Set<String> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    private record Entry(String writer, String id, String text) {}
}
