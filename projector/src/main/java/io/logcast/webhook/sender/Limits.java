package io.logcast.webhook.sender;

/**
 * How much is under way.
 *
 * @param perWebhook requests to one webhook at a time
 * @param total requests at a time; a tenant gets a quarter of them at most
 * @param waiting events that wait for one webhook one by one; it falls behind with those beyond, and comes to them later
 */
public record Limits(int perWebhook, int total, int waiting) {

    int perTenant() {
        return Math.max(1, total / 4);
    }
}
