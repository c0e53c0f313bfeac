package io.logcast.webhook.sender;

import io.logcast.webhook.WebhookKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A partition of {@code logcast.events} that is this process's to deliver. Confined to the owner's thread. */
final class Share {

    final int partition;

    /** The next offset that will be offered to the webhooks. */
    long next;

    /** Below it, whoever had the partition before may have left notes that were written after we have read them. */
    private final long inheritedUntil;

    private final Set<WebhookKey> inheriting = new HashSet<>();

    /** False once the partition belongs to somebody else. */
    boolean isOpen = true;

    /** For each offset that somebody holds, how many do. */
    private final TreeMap<Long, Integer> held = new TreeMap<>();

    private final Map<WebhookKey, Backlog> backlogs = new HashMap<>();

    /**
     * All that wait or are under way: after a restart the log may offer what a note has told of already. Of this share, and not
     * of the webhook: when a partition comes back, what is still under way from before is nobody's any more.
     */
    private final Set<Known> known = new HashSet<>();

    private record Known(WebhookKey webhook, long offset) {}

    Share(int partition, long next, long inheritedUntil) {
        this.partition = partition;
        this.next = next;
        this.inheritedUntil = inheritedUntil;
    }

    boolean isInherited(long offset) {
        return offset < inheritedUntil;
    }

    /** Of those that are offered to the webhook. */
    boolean isFirstInherited(WebhookKey webhook, long offset) {
        return isInherited(offset) && inheriting.add(webhook);
    }

    void hold(long offset) {
        held.merge(offset, 1, Integer::sum);
    }

    void letGo(long offset) {
        held.computeIfPresent(offset, (same, holders) -> holders == 1 ? null : holders - 1);
    }

    void add(Delivery delivery) {
        known.add(new Known(delivery.webhook, delivery.position.offset()));
    }

    void remove(Delivery delivery) {
        known.remove(new Known(delivery.webhook, delivery.position.offset()));
    }

    boolean knows(WebhookKey webhook, long offset) {
        return known.contains(new Known(webhook, offset));
    }

    int heldOffsets() {
        return held.size();
    }

    /** Everything before is settled, or noted. */
    long settled() {
        return held.isEmpty() ? next : held.firstKey();
    }

    /** Null if the webhook is not behind here. */
    Backlog backlog(WebhookKey webhook) {
        return backlogs.get(webhook);
    }

    List<Backlog> backlogs() {
        return List.copyOf(backlogs.values());
    }

    /**
     * The webhook is behind and will come to that offset by itself. After a restart the log begins before that place, with
     * what was under way then: that has to be offered.
     */
    boolean isLeftForLater(WebhookKey webhook, long offset) {
        Backlog backlog = backlogs.get(webhook);
        return backlog != null && offset >= backlog.from;
    }

    void add(Backlog backlog) {
        backlogs.put(backlog.webhook, backlog);
    }

    void remove(Backlog backlog) {
        backlogs.remove(backlog.webhook, backlog);
    }
}
