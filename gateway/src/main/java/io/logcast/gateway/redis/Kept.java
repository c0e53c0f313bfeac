package io.logcast.gateway.redis;

import io.logcast.event.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What was heard and not given to the log by this gateway, in its order; bounded. Confined to the inbox's thread. */
final class Kept {

    private final Limits limits;
    private final LongSupplier clock;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long bytes;

    /** @param clock in nanoseconds */
    Kept(Limits limits, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
    }

    void add(Heard heard) {
        queue.add(new Waiting(heard, clock.getAsLong() - heard.age().toNanos()));
        bytes += heard.bytes();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    boolean isTooMuch() {
        return queue.size() > limits.messages() || bytes > limits.bytes();
    }

    boolean isHalfOfTooMuch() {
        return queue.size() > limits.messages() / 2 || bytes > limits.bytes() / 2;
    }

    /** The first of them. */
    boolean isTooOld() {
        return !queue.isEmpty() && age(queue.getFirst()).compareTo(limits.age()) > 0;
    }

    /** Of the oldest, which need not be the first: what is read of a stream was there before. */
    Duration age() {
        return queue.stream().map(this::age).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private Duration age(Waiting waiting) {
        return Duration.ofNanos(clock.getAsLong() - waiting.since());
    }

    Heard removeOldest() {
        return without(queue.removeFirst());
    }

    Heard removeNewest() {
        return without(queue.removeLast());
    }

    /** What was heard last and is still here waits for others. */
    void rest() {
        if (!isEmpty()) {
            queue.getLast().heard().rest();
        }
    }

    Set<TenantId> tenants(Heard.Kind kind) {
        return queue.stream()
                .map(waiting -> waiting.heard().shelf())
                .filter(shelf -> shelf.kind() == kind)
                .map(Heard.Shelf::tenant)
                .collect(Collectors.toSet());
    }

    /**
     * Takes out what the log has: by its name; and where it or the other gateway did not know the exact one, one of those
     * that say the same.
     *
     * @return how many that were
     */
    int removeAllOf(Set<String> ids) {
        Set<String> others = new HashSet<>(ids);
        int removed = remove((heard, id) -> others.remove(id));
        Map<String, Integer> vague = messages(others, true);
        Map<String, Integer> exact = messages(others, false);
        return removed
                + remove((heard, message) ->
                        take(vague, message) || (MessageIds.isVague(heard.id()) && take(exact, message)));
    }

    private int remove(BiPredicate<Heard, String> known) {
        int before = queue.size();
        queue.removeIf(waiting -> {
            Heard heard = waiting.heard();
            boolean gone = known.test(heard, heard.id());
            bytes -= gone ? heard.bytes() : 0;
            return gone;
        });
        return before - queue.size();
    }

    private static Map<String, Integer> messages(Set<String> ids, boolean vague) {
        Map<String, Integer> counts = new HashMap<>();
        ids.stream()
                .filter(id -> MessageIds.isVague(id) == vague)
                .forEach(id -> counts.merge(MessageIds.messageOf(id), 1, Integer::sum));
        return counts;
    }

    private static boolean take(Map<String, Integer> counts, String id) {
        String message = MessageIds.messageOf(id);
        boolean there = counts.containsKey(message);
        counts.computeIfPresent(message, (key, count) -> count > 1 ? count - 1 : null);
        return there;
    }

    private Heard without(Waiting waiting) {
        bytes -= waiting.heard().bytes();
        return waiting.heard();
    }

    /** @param age after which what is another gateway's to write is taken for written */
    record Limits(int messages, long bytes, Duration age) {}

    private record Waiting(Heard heard, long since) {}
}
