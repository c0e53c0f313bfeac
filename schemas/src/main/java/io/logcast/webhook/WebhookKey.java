package io.logcast.webhook;

import static java.util.Objects.requireNonNull;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;

/**
 * A webhook in all of Logcast; written {@code tenant/webhook}, the record key in {@code logcast.webhooks} and
 * {@code logcast.webhook-attempts}.
 */
public record WebhookKey(TenantId tenant, WebhookId webhook) {

    public WebhookKey {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(webhook, "webhook is null");
    }

    public static WebhookKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidField("key", "must be tenant/webhook");
        }
        return new WebhookKey(new TenantId(text.substring(0, slash)), new WebhookId(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return tenant + "/" + webhook;
    }
}
