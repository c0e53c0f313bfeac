package io.logcast.webhook.sender;

import io.logcast.event.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Requests that are under way, of all webhooks. Confined to the owner's thread. */
final class Slots {

    private final Limits limits;
    private final Map<TenantId, Integer> byTenant = new HashMap<>();
    private int total;

    Slots(Limits limits) {
        this.limits = limits;
    }

    boolean mayStart(Line line, Instant now) {
        return !isFull()
                && byTenant.getOrDefault(line.webhook.tenant(), 0) < limits.perTenant()
                && line.mayStart(limits, now);
    }

    boolean isFull() {
        return total >= limits.total();
    }

    void take(Line line) {
        total++;
        line.inFlight++;
        byTenant.merge(line.webhook.tenant(), 1, Integer::sum);
    }

    void free(Line line) {
        total--;
        line.inFlight--;
        byTenant.computeIfPresent(line.webhook.tenant(), (same, count) -> count == 1 ? null : count - 1);
    }

    int total() {
        return total;
    }
}
