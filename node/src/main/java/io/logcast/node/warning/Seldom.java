package io.logcast.node.warning;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warns at most once a minute; what others send or cause must not fill the log. One for each thing to warn of. Any thread. */
public final class Seldom {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final LongSupplier clock;
    private final AtomicLong next;

    public Seldom(Logger log) {
        this(log, System::nanoTime);
    }

    Seldom(Logger log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
        this.next = new AtomicLong(clock.getAsLong());
    }

    /** As {@link Logger#warn(String, Object...)}; on debug, if it has warned within the last minute. */
    public void warn(String format, Object... arguments) {
        long now = clock.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            log.warn(format, arguments);
        } else {
            log.debug(format, arguments);
        }
    }
}
