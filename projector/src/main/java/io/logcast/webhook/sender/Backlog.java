package io.logcast.webhook.sender;

import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookKey;
import java.time.Instant;

/**
 * A webhook that has fallen behind in a partition: more events wait for it than are kept one by one. It is a position in the
 * log then, and goes on from there as it gets room; meanwhile new events pass it by.
 */
final class Backlog {

    final Share share;
    final WebhookKey webhook;

    /** Everything before was delivered, or waits one by one. */
    long from;

    /** One piece at a time. */
    boolean isReading;

    /** Not before, because Kafka had nothing to say. */
    Instant notBefore = Instant.MIN;

    Backlog(Share share, WebhookKey webhook, long from) {
        this.share = share;
        this.webhook = webhook;
        this.from = from;
    }

    RetryNote.Behind note() {
        return new RetryNote.Behind(webhook, share.partition, from);
    }

    boolean isCaughtUp() {
        return from >= share.next;
    }
}
