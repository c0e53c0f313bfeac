package io.logcast.gateway.redis;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Any thread. */
public final class RedisCounters {

    private final Map<Tally, LongAdder> adders = new EnumMap<>(Tally.class);

    public RedisCounters() {
        for (Tally tally : Tally.values()) {
            adders.put(tally, new LongAdder());
        }
    }

    public long of(Tally tally) {
        return adders.get(tally).sum();
    }

    void count(Tally tally) {
        adders.get(tally).increment();
    }

    void count(Tally tally, int times) {
        adders.get(tally).add(times);
    }

    @Override
    public String toString() {
        return adders.toString();
    }
}
