package io.logcast.node.topic;

import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of a {@code KafkaConsumer}. One is meant for a poll that waits; it may come late, or early, and meet another call. */
public final class Wakeups {

    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);

    private Wakeups() {}

    /** The call, again and again until no wakeup meets it. */
    public static <T> T undisturbed(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException another) {
                LOG.trace("Woken while nothing waits.", another);
            }
        }
    }
}
