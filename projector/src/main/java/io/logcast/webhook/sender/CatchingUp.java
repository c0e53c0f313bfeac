package io.logcast.webhook.sender;

import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Webhooks that have fallen behind, read on in the log as they get room. Confined to the owner's thread. */
final class CatchingUp {

    private final Ports ports;
    private final Scribe scribe;
    private final Admission admission;

    /** Who lets events of a backlog wait one by one. */
    interface Admission {

        /** Enough for it to be worth reading. */
        boolean hasMuchRoom(WebhookKey webhook);

        boolean hasRoom(WebhookKey webhook);

        /** It waits already, or is under way. */
        boolean knows(Backlog backlog, Published event);

        Delivery admit(Backlog backlog, Published event);
    }

    CatchingUp(Ports ports, Scribe scribe, Admission admission) {
        this.ports = ports;
        this.scribe = scribe;
        this.admission = admission;
    }

    /** The event at that offset finds no room. */
    void fallBehind(Share share, WebhookKey webhook, long offset) {
        Backlog backlog = new Backlog(share, webhook, offset);
        share.add(backlog);
        share.hold(offset);
        scribe.write(share, () -> noteOf(backlog), () -> share.letGo(offset));
    }

    /** Whoever had the partition before may have noted that the webhook is behind, so late that we have not read it. */
    void settleLateNote(Share share, WebhookKey webhook) {
        Backlog none = new Backlog(share, webhook, share.next);
        scribe.write(share, () -> noteOf(none), () -> {});
    }

    void goOn(Share share, Instant now) {
        for (Backlog backlog : share.backlogs()) {
            if (backlog.isReading || now.isBefore(backlog.notBefore)) {
                continue;
            }
            if (backlog.isCaughtUp() || !isWanted(backlog)) {
                share.remove(backlog);
                scribe.write(share, () -> noteOf(backlog), () -> {});
            } else if (admission.hasMuchRoom(backlog.webhook)) {
                readOn(backlog);
            }
        }
    }

    private boolean isWanted(Backlog backlog) {
        return ports.webhooks()
                .get()
                .find(backlog.webhook)
                .filter(WebhookDefinition::enabled)
                .isPresent();
    }

    private void readOn(Backlog backlog) {
        backlog.isReading = true;
        ports.events()
                .read(backlog.share.partition, backlog.from)
                .whenComplete((block, failure) ->
                        ports.owner().execute(() -> admit(backlog, failure == null ? block : new Block(List.of(), 0))));
    }

    /** First what waits is noted, then how far it got: a crash in between repeats, and leaves nothing out. */
    private void admit(Backlog backlog, Block block) {
        if (!backlog.share.isOpen) {
            // Taken away while it was read: the new owner reads on from there, and delivers.
            return;
        }
        List<Delivery> admitted = new ArrayList<>();
        long from = admit(backlog, block, admitted);
        if (from == backlog.from) {
            // No room yet, or Kafka had nothing to say.
            backlog.notBefore = ports.clock().instant().plus(Ports.AGAIN);
            backlog.isReading = false;
            return;
        }
        admitted.forEach(delivery -> delivery.isNoted = true);
        scribe.write(
                backlog.share,
                () -> {
                    List<CompletionStage<?>> notes = new ArrayList<>();
                    admitted.forEach(delivery -> notes.add(scribe.noteOf(delivery)));
                    return Scribe.all(notes);
                },
                () -> {
                    backlog.from = from;
                    scribe.write(backlog.share, () -> noteOf(backlog), () -> backlog.isReading = false);
                });
    }

    /** Up to where it got. */
    private long admit(Backlog backlog, Block block, List<Delivery> admitted) {
        Optional<WebhookDefinition> webhook = ports.webhooks().get().find(backlog.webhook);
        long until = Math.min(block.next(), backlog.share.next);
        for (Published event : block.events()) {
            long offset = event.position().offset();
            boolean isPast = offset < backlog.from || offset >= until;
            if (isPast || !isFor(webhook, event) || admission.knows(backlog, event)) {
                continue;
            }
            if (!admission.hasRoom(backlog.webhook)) {
                return offset;
            }
            admitted.add(admission.admit(backlog, event));
        }
        return Math.max(backlog.from, until);
    }

    private static boolean isFor(Optional<WebhookDefinition> webhook, Published event) {
        return webhook.isPresent() && webhook.get().isTriggeredBy(event.event());
    }

    /** Of the present one: the webhook may have caught up in between, or have fallen behind again. */
    private CompletionStage<?> noteOf(Backlog backlog) {
        if (!backlog.share.isOpen) {
            return CompletableFuture.completedFuture(null);
        }
        Backlog present = backlog.share.backlog(backlog.webhook);
        return present == null
                ? ports.journal().forget(backlog.note())
                : ports.journal().keep(present.note());
    }
}
