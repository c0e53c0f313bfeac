package io.logcast.gateway.redis;

import io.logcast.event.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What was heard and not given to the log by this gateway, in its order; bounded. When the log has been asked for it and has
 * answered, what is left of it is sure not to be there. Confined to the inbox's thread.
 */
final class Kept {

    private final Limits limits;
    private final LongSupplier clock;
    private final NavigableMap<Long, Waiting> queue = new TreeMap<>();
    private long bytes;
    private long end;

    /** That of another one is nobody's. */
    private long turn = 1;

    /** @param clock in nanoseconds */
    Kept(Limits limits, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
    }

    void add(Heard heard) {
        heard.isAt(end++);
        putBack(heard);
    }

    /** What the log has not taken: before what was heard after it. */
    void putBack(Heard heard) {
        queue.put(heard.place(), new Waiting(heard, clock.getAsLong()));
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

    /** The first of them has been here for long. */
    boolean isTooOld() {
        return !isEmpty() && sinceHeard(first()).compareTo(limits.age()) > 0;
    }

    /** Of the oldest, which need not be the first: what is read of a stream was there before. */
    Duration age() {
        return queue.values().stream()
                .map(waiting -> sinceHeard(waiting).plus(waiting.heard.age()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Duration sinceHeard(Waiting waiting) {
        return Duration.ofNanos(clock.getAsLong() - waiting.since);
    }

    private Waiting first() {
        return queue.firstEntry().getValue();
    }

    /** The log is asked for all that is here now. */
    void asked() {
        queue.values().forEach(waiting -> waiting.askedIn = turn);
    }

    /** @return how many of them the log has */
    int answered(Set<String> ids) {
        int removed = removeAllOf(ids);
        queue.values().forEach(waiting -> waiting.sureIn = waiting.askedIn);
        return removed;
    }

    /** Another gateway may write: whatever is known of the log is not known any more. */
    void forget() {
        turn++;
    }

    /** Whether the log does not have the first of them. */
    boolean isFirstSure() {
        return !isEmpty() && first().sureIn == turn;
    }

    Heard removeOldest() {
        return without(queue.pollFirstEntry().getValue());
    }

    Heard removeNewest() {
        return without(queue.pollLastEntry().getValue());
    }

    /** What was heard last and is still here waits for others. */
    void rest() {
        if (!isEmpty()) {
            queue.lastEntry().getValue().heard.rest();
        }
    }

    Set<TenantId> tenants(Heard.Kind kind) {
        return queue.values().stream()
                .map(waiting -> waiting.heard.shelf())
                .filter(shelf -> shelf.kind() == kind)
                .map(Heard.Shelf::tenant)
                .collect(Collectors.toSet());
    }

    /**
     * Takes out what the log has: by its name; and where it or the other gateway did not know the exact one, one of those
     * that say the same.
     */
    private int removeAllOf(Set<String> ids) {
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
        queue.values().removeIf(waiting -> {
            Heard heard = waiting.heard;
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
        bytes -= waiting.heard.bytes();
        return waiting.heard;
    }

    /** @param age after which what is another gateway's to write is taken for written */
    record Limits(int messages, long bytes, Duration age) {}

    private static final class Waiting {

        private final Heard heard;
        private final long since;
        private long askedIn;
        private long sureIn;

        Waiting(Heard heard, long since) {
            this.heard = heard;
            this.since = since;
        }
    }
}
