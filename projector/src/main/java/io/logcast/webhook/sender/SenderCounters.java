package io.logcast.webhook.sender;

import io.logcast.webhook.Attempt.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Attempts since the process began, by what became of them; any thread. */
public final class SenderCounters {

    private final Map<Outcome, LongAdder> attempts = new EnumMap<>(Outcome.class);

    public SenderCounters() {
        for (Outcome outcome : Outcome.values()) {
            attempts.put(outcome, new LongAdder());
        }
    }

    void count(Outcome outcome) {
        attempts.get(outcome).increment();
    }

    public long attempts(Outcome outcome) {
        return attempts.get(outcome).sum();
    }
}
