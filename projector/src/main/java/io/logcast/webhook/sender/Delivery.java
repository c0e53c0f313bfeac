package io.logcast.webhook.sender;

import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookKey;
import java.time.Instant;
import java.util.Comparator;

/**
 * One event on its way to one webhook. Until it is over, either the group's offset waits for it ({@link #holds}) or a note of
 * it is kept ({@link #isNoted}).
 *
 * <pre>
 *   new ──▶ under way ──▶ over            the receiver has it, or never will
 *    │          │  ▲
 *    └──────────┴──┴─ waiting             no room for it now; or it failed, until it is due again
 * </pre>
 */
final class Delivery {

    /** The one that is due first; of those, the oldest. */
    static final Comparator<Delivery> BY_DUE = Comparator.<Delivery, Instant>comparing(delivery -> delivery.due)
            .thenComparing(delivery -> delivery.position);

    final Share share;
    final WebhookKey webhook;
    final EventPosition position;
    final Instant published;

    /** Never changed while it waits: it is sorted by that. */
    Instant due;

    int attempts;

    /** At hand only from its arrival to its first attempt; whoever waits has it read again, for many may wait. */
    Published event;

    boolean holds;

    /** Or may be: a note of whoever had the partition before may come late, and must be settled with the rest. */
    boolean isNoted;

    boolean isOver;

    Delivery(Share share, WebhookKey webhook, EventPosition position, Instant published, Instant due) {
        this.share = share;
        this.webhook = webhook;
        this.position = position;
        this.published = published;
        this.due = due;
    }

    static Delivery of(Share share, RetryNote.Waiting note) {
        Delivery delivery = new Delivery(share, note.webhook(), note.position(), note.published(), note.due());
        delivery.attempts = note.attempts();
        delivery.isNoted = true;
        return delivery;
    }

    RetryNote.Waiting note() {
        return new RetryNote.Waiting(webhook, position, attempts, published, due);
    }

    /** The group's offset may pass it, as far as this webhook is concerned. */
    void letGo() {
        if (holds) {
            holds = false;
            share.letGo(position.offset());
        }
    }
}
