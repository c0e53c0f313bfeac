package io.logcast.node.topic;

import java.time.Duration;
import org.slf4j.Logger;

/** Warns at most once a minute: what others write must not fill our log. Confined to the table's thread. */
final class Seldom {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private long next = System.nanoTime();

    Seldom(Logger log) {
        this.log = log;
    }

    void warn(String format, Object... arguments) {
        long now = System.nanoTime();
        if (now - next < 0) {
            log.debug(format, arguments);
            return;
        }
        next = now + PAUSE;
        log.warn(format, arguments);
    }
}
