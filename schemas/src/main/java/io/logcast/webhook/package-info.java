/**
 * Webhooks: which events a receiver wants and where, what became of each attempt to deliver one, and what has still to be
 * delivered. Their bytes in {@code logcast.webhooks}, {@code logcast.webhook-attempts} and {@code logcast.webhook-retries}.
 *
 * <p>Values only: no thread owns anything here. Never prints a secret, and never connects to anybody. Start:
 * {@link io.logcast.webhook.WebhookDefinition}.
 */
package io.logcast.webhook;
