package io.logcast.webhook;

import static java.util.Objects.requireNonNull;

import io.logcast.field.InvalidField;
import java.time.Instant;

/** What has still to be delivered to a webhook. Kept in {@code logcast.webhook-retries} until it is settled. */
public sealed interface RetryNote {

    WebhookKey webhook();

    /** Of {@code logcast.events}; the note is in the partition of the same number. */
    int partition();

    /** The record key. */
    String key();

    /**
     * An event that waits for its next attempt, or for its first one because the webhook was busy.
     *
     * @param attempts that were made
     * @param published when the log got the event: retries end some time after it
     */
    record Waiting(WebhookKey webhook, EventPosition position, int attempts, Instant published, Instant due)
            implements RetryNote {

        public Waiting {
            requireNonNull(webhook, "webhook is null");
            requireNonNull(position, "position is null");
            requireNonNull(published, "published is null");
            requireNonNull(due, "due is null");
        }

        @Override
        public int partition() {
            return position.partition();
        }

        @Override
        public String key() {
            return webhook + "/" + position;
        }
    }

    /**
     * More waits than is kept one by one: of this partition everything from that offset on has still to be looked at.
     */
    record Behind(WebhookKey webhook, int partition, long from) implements RetryNote {

        public Behind {
            requireNonNull(webhook, "webhook is null");
            if (partition < 0 || from < 0) {
                throw new InvalidField(partition < 0 ? "partition" : "from", "must not be negative");
            }
        }

        @Override
        public String key() {
            return webhook + "/" + partition;
        }
    }
}
