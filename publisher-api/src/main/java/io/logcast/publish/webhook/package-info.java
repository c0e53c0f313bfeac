/**
 * Webhooks: written to their topic, and answered for once this process has read them back; and what became of their attempts.
 *
 * <p>Owns no state: the webhook table of {@code io.logcast.node} does. Never sends to a receiver. Start:
 * {@link io.logcast.publish.webhook.WebhookRegistry}.
 */
package io.logcast.publish.webhook;
