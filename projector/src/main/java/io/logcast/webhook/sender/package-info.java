/**
 * Delivers events to the receivers of webhooks, at least once each, and tries again until they have them or it is too late.
 *
 * <p>The thread {@code logcast-webhooks} owns the group's consumer and everything in {@link io.logcast.webhook.sender.Desk};
 * requests, acknowledgements and events that were read again come back to it through a mailbox. Never waits for a receiver,
 * never keeps more than is bounded, never follows a redirect. Start: {@link io.logcast.webhook.sender.Desk}, then
 * {@link io.logcast.webhook.sender.WebhookSender}.
 */
package io.logcast.webhook.sender;
