package io.logcast.gateway.redis;

import io.logcast.event.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What the log has been given lately, by whomever. Both fail while the log cannot be read, or what goes there could not be
 * appended either; who asks for no tenant learns this much.
 */
public interface RecentLog {

    /** @return the ids of all packets that the log has now, and has been given since then */
    CompletionStage<Set<String>> packets(Set<TenantId> tenants, Instant since);

    /** @return the ids of all events that the log has now, and has been given since then */
    CompletionStage<Set<String>> events(Set<TenantId> tenants, Instant since);
}
