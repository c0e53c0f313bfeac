package io.logcast.webhook.sender;

import io.logcast.event.TenantId;
import io.logcast.node.webhook.WebhookSnapshot;
import io.logcast.webhook.WebhookKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whose turn it is when there is room: of the tenants the one that was served the longest ago, and so of its webhooks. So all of
 * them come to the same share, however many wait. Confined to the owner's thread.
 */
final class Turns {

    private final Map<TenantId, Long> tenants = new HashMap<>();
    private final Map<WebhookKey, Long> webhooks = new HashMap<>();
    private final Comparator<Line> longestAgo = Comparator.<Line>comparingLong(
                    line -> tenants.getOrDefault(line.webhook.tenant(), 0L))
            .thenComparingLong(line -> webhooks.getOrDefault(line.webhook, 0L));
    private long served;

    Optional<Line> next(Collection<Line> lines, Predicate<Line> mayStart) {
        return lines.stream().filter(mayStart).min(longestAgo);
    }

    void took(Line line) {
        served++;
        tenants.put(line.webhook.tenant(), served);
        webhooks.put(line.webhook, served);
    }

    /** A line that is empty keeps its place; a webhook that is gone has none. */
    void forget(WebhookSnapshot present) {
        if (webhooks.size() > present.size()) {
            webhooks.keySet().removeIf(webhook -> present.find(webhook).isEmpty());
            tenants.keySet().removeIf(tenant -> present.of(tenant).isEmpty());
        }
    }
}
