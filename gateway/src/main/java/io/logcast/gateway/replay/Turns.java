package io.logcast.gateway.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Errands that wait, each in the queue of the one for whom it is; the queues take turns, and within a queue the oldest
 * goes first. So who asks for much waits for that himself. Guarded by the {@link ReplayDesk}.
 */
final class Turns {

    private final Map<Object, Deque<Errand>> queues = new LinkedHashMap<>();

    /** @param whose any value that stands for one queue */
    void add(Object whose, Errand errand) {
        queues.computeIfAbsent(whose, none -> new ArrayDeque<>()).add(errand);
    }

    /**
     * Takes the next that may go now; whose it was has the last turn then.
     *
     * @param mayGo one that may not keeps its place, and so does its queue
     * @return null if none may
     */
    Errand take(Predicate<Errand> mayGo) {
        for (Map.Entry<Object, Deque<Errand>> queue : queues.entrySet()) {
            Errand found = take(queue.getValue(), mayGo);
            if (found != null) {
                moveToTheEnd(queue.getKey());
                return found;
            }
        }
        return null;
    }

    /** Out of every queue that it stands in. */
    void remove(Errand errand) {
        queues.values().removeIf(queue -> queue.remove(errand) && queue.isEmpty());
    }

    private static Errand take(Deque<Errand> queue, Predicate<Errand> mayGo) {
        Iterator<Errand> all = queue.iterator();
        while (all.hasNext()) {
            Errand errand = all.next();
            if (mayGo.test(errand)) {
                all.remove();
                return errand;
            }
        }
        return null;
    }

    private void moveToTheEnd(Object whose) {
        Deque<Errand> queue = queues.remove(whose);
        if (!queue.isEmpty()) {
            queues.put(whose, queue);
        }
    }
}
