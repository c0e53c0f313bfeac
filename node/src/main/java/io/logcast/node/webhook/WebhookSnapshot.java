package io.logcast.node.webhook;

import io.logcast.event.Event;
import io.logcast.event.TenantId;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All webhooks at one moment, immutable. */
public final class WebhookSnapshot {

    public static final WebhookSnapshot EMPTY = of(List.of());

    private final Map<WebhookKey, WebhookDefinition> byKey;
    private final Map<TenantId, List<WebhookDefinition>> byTenant;

    private WebhookSnapshot(List<WebhookDefinition> sorted) {
        byKey = sorted.stream().collect(Collectors.toUnmodifiableMap(WebhookDefinition::key, Function.identity()));
        byTenant = sorted.stream()
                .collect(Collectors.groupingBy(WebhookDefinition::tenant, Collectors.toUnmodifiableList()));
    }

    /** @param webhooks no two of one key */
    public static WebhookSnapshot of(Collection<WebhookDefinition> webhooks) {
        return new WebhookSnapshot(webhooks.stream()
                .sorted(Comparator.comparing(WebhookDefinition::id))
                .toList());
    }

    public int size() {
        return byKey.size();
    }

    public Optional<WebhookDefinition> find(WebhookKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The tenant's webhooks, sorted by id. */
    public List<WebhookDefinition> of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, List.of());
    }

    /** Those that the event triggers, sorted by id. */
    public List<WebhookDefinition> triggeredBy(Event event) {
        return of(event.tenant()).stream()
                .filter(webhook -> webhook.isTriggeredBy(event))
                .toList();
    }
}
