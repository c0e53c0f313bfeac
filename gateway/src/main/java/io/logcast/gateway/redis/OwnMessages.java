package io.logcast.gateway.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * What gateways are about to publish of the log, announced before the message: when it comes back it is not taken for a new
 * one. Whose announcement has come and whose message has not is forgotten after a while. Confined to the inbox's thread.
 */
final class OwnMessages {

    private static final long TERM = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 10_000;

    private final Queue<Announced> announced = new ArrayDeque<>();

    /** @param what of {@link MessageIds#what} */
    void announced(String what) {
        if (announced.size() >= MOST) {
            announced.remove();
        }
        announced.add(new Announced(what, System.nanoTime()));
    }

    /** @return whether it was announced; the second time only if it was so twice */
    boolean take(String channel, byte[] message) {
        while (!announced.isEmpty() && System.nanoTime() - announced.peek().since() > TERM) {
            announced.remove();
        }
        return !announced.isEmpty() && take(MessageIds.what(channel, message));
    }

    /** The first ones: messages come in the order of their announcements. */
    private boolean take(String what) {
        for (Iterator<Announced> each = announced.iterator(); each.hasNext(); ) {
            if (each.next().what().equals(what)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    private record Announced(String what, long since) {}
}
