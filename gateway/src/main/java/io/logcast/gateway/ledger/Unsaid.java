package io.logcast.gateway.ledger;

import io.logcast.ledger.SessionNote;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/**
 * The last note of each session that Kafka has not acknowledged: it is said again until Kafka does. Bounded; what comes
 * beyond that is said once. Any thread.
 */
final class Unsaid {

    static final int MOST = 10_000;

    /** Longer than an acknowledgement may take: what is still on its way is not said twice. */
    private static final long AGAIN_NANOS = Duration.ofSeconds(6).toNanos();

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(LongFunction<SessionNote> what, long saidAt) {}

    /** In place of what was to be said of that session before. */
    void add(String session, LongFunction<SessionNote> what) {
        if (waiting.size() < MOST || waiting.containsKey(session)) {
            waiting.put(session, new Waiting(what, System.nanoTime()));
        }
    }

    void remove(String session, LongFunction<SessionNote> what) {
        waiting.computeIfPresent(session, (key, said) -> said.what() == what ? null : said);
    }

    /** Gives away what has waited long enough; it waits anew. */
    void due(BiConsumer<String, LongFunction<SessionNote>> say) {
        long now = System.nanoTime();
        waiting.forEach((session, said) -> {
            if (now - said.saidAt() > AGAIN_NANOS && waiting.replace(session, said, new Waiting(said.what(), now))) {
                say.accept(session, said.what());
            }
        });
    }
}
