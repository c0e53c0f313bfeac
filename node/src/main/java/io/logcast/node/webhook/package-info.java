/**
 * The webhooks as this process knows them: a copy of the compacted topic {@code logcast.webhooks}.
 *
 * <p>The thread {@code logcast-webhook-table} owns the consumer and the growing copy; others read an immutable snapshot.
 * Never writes to the topic, never prints a secret. Start: {@link io.logcast.node.webhook.WebhookTable}.
 */
package io.logcast.node.webhook;
