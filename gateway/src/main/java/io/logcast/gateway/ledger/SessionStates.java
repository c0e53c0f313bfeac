package io.logcast.gateway.ledger;

import io.logcast.ledger.SessionNote;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What counts of the notes in the topic, by their order alone: all who read it agree. Written by the thread that reads,
 * read by any; its monitor guards it.
 */
final class SessionStates {

    private final long retentionMillis;
    private final int most;

    /** The one that was noted longest ago comes first. */
    private final Map<String, State> states = new LinkedHashMap<>();

    private long now;

    /** @param claim offset of the last claim that counts, or {@link SessionNote#NONE} */
    private record State(long claim, Set<String> rooms, boolean over, long notedAt) {}

    /**
     * @param retention after which a session of which nothing was noted is forgotten; not longer than the topic's, or who
     *     has just begun to read knows less than the others
     * @param most sessions that are remembered
     */
    SessionStates(Duration retention, int most) {
        this.retentionMillis = retention.toMillis();
        this.most = most;
    }

    /** The last claim that counts, or {@link SessionNote#NONE}. */
    synchronized long claimOf(String session) {
        State state = states.get(session);
        return state == null ? SessionNote.NONE : state.claim();
    }

    synchronized Set<String> roomsOf(String session) {
        State state = states.get(session);
        return state == null ? Set.of() : state.rooms();
    }

    /**
     * A note that names another claim than the one that counts has come too late. Where none is known it counts whatever it
     * names: retention has taken what was before.
     *
     * @param timestamp of the record, in milliseconds
     * @return whether it counts
     */
    synchronized boolean apply(String session, SessionNote note, long offset, long timestamp) {
        now = Math.max(now, timestamp);
        forget();
        State before = states.get(session);
        if (before != null && (before.over() || before.claim() != note.after())) {
            return false;
        }
        // Out and in again: it is the last one now.
        states.remove(session);
        states.put(session, after(before, note, offset));
        return true;
    }

    synchronized void clear() {
        states.clear();
    }

    synchronized int size() {
        return states.size();
    }

    private State after(State before, SessionNote note, long offset) {
        Set<String> rooms = before == null ? Set.of() : before.rooms();
        if (note instanceof SessionNote.Claim) {
            return new State(offset, rooms, false, now);
        }
        if (note instanceof SessionNote.Rooms noted) {
            return new State(note.after(), noted.rooms(), false, now);
        }
        return new State(note.after(), Set.of(), true, now);
    }

    private void forget() {
        Iterator<State> oldest = states.values().iterator();
        while (oldest.hasNext() && (oldest.next().notedAt() < now - retentionMillis || states.size() >= most)) {
            oldest.remove();
        }
    }
}
