package io.logcast.gateway.ledger;

import io.logcast.ledger.SessionNote;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * The last note of each session of this gateway, for as long as it has to be said again: until Kafka has acknowledged it, and
 * the rooms of a session that is here, which the others would forget, for good. Bounded; what comes beyond that is said once.
 * Any thread. Whatever is said is said under this object's monitor: the topic has the notes of a session in the order in which
 * they were made, and an earlier one that is said again does not come after a later one.
 */
final class Notes {

    static final int MOST = 100_000;

    /** After an outage all are due, and those who publish use the same way into the log. */
    static final int MOST_AT_ONCE = 500;

    /** Longer than an acknowledgement may take: what is still on its way is not said twice. */
    static final Duration AGAIN = Duration.ofSeconds(6);

    private final Map<String, Note> notes = new ConcurrentHashMap<>();
    private final LongSupplier nanoClock;
    private final long refreshNanos;

    /**
     * @param lasts whether it is said again when Kafka has it
     * @param isKept whether Kafka has it
     */
    private record Note(LongFunction<SessionNote> what, boolean lasts, boolean isKept, long saidAt) {}

    /** @param refresh how often what lasts is said again */
    Notes(LongSupplier nanoClock, Duration refresh) {
        this.nanoClock = nanoClock;
        this.refreshNanos = refresh.toNanos();
    }

    /** Says it, in place of what was to be said of that session before. */
    synchronized void add(
            String session,
            LongFunction<SessionNote> what,
            boolean lasts,
            BiConsumer<String, LongFunction<SessionNote>> say) {
        put(session, new Note(what, lasts, false, nanoClock.getAsLong()));
        say.accept(session, what);
    }

    /** It lasts, and the topic has it already. */
    void hold(String session, LongFunction<SessionNote> what) {
        put(session, new Note(what, true, true, nanoClock.getAsLong()));
    }

    /** What Kafka does not have yet. */
    Optional<LongFunction<SessionNote>> unkept(String session) {
        return Optional.ofNullable(notes.get(session))
                .filter(note -> !note.isKept())
                .map(Note::what);
    }

    synchronized void sayUnkept(String session, BiConsumer<String, LongFunction<SessionNote>> say) {
        unkept(session).ifPresent(what -> say.accept(session, what));
    }

    /** Kafka has it. */
    void kept(String session, LongFunction<SessionNote> what) {
        notes.computeIfPresent(session, (key, note) -> {
            if (note.what() != what) {
                return note;
            }
            return note.lasts() ? new Note(what, true, true, note.saidAt()) : null;
        });
    }

    /** The session is not here any more: what Kafka has is not said again, what it has not yet is. */
    void left(String session) {
        notes.computeIfPresent(
                session, (key, note) -> note.isKept() ? null : new Note(note.what(), false, false, note.saidAt()));
    }

    /** Another gateway has it now, and whatever this one has to say comes too late. */
    void forget(String session) {
        notes.remove(session);
    }

    /** Says some of what has waited long enough; it waits anew. */
    void due(BiConsumer<String, LongFunction<SessionNote>> say) {
        long now = nanoClock.getAsLong();
        int said = 0;
        for (Iterator<Map.Entry<String, Note>> each = notes.entrySet().iterator();
                each.hasNext() && said < MOST_AT_ONCE; ) {
            Map.Entry<String, Note> entry = each.next();
            if (isDue(entry.getValue(), now) && sayAgain(entry.getKey(), entry.getValue(), now, say)) {
                said++;
            }
        }
    }

    private boolean isDue(Note note, long now) {
        return now - note.saidAt() > (note.isKept() ? refreshNanos : AGAIN.toNanos());
    }

    /** @return false: it has become another note meanwhile */
    private synchronized boolean sayAgain(
            String session, Note note, long now, BiConsumer<String, LongFunction<SessionNote>> say) {
        boolean same = notes.replace(session, note, new Note(note.what(), note.lasts(), false, now));
        if (same) {
            say.accept(session, note.what());
        }
        return same;
    }

    int size() {
        return notes.size();
    }

    private void put(String session, Note note) {
        if (notes.size() < MOST || notes.containsKey(session)) {
            notes.put(session, note);
        }
    }
}
