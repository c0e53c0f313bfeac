package io.logcast.gateway.engineio;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Logs what should not happen, but not more than once a minute: clients may be able to make it happen again and again. */
final class Complaints {

    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    private Complaints() {}

    static void about(Logger log, String what, Throwable cause) {
        long now = System.nanoTime();
        long next = NEXT.get();
        if (now - next >= 0 && NEXT.compareAndSet(next, now + PAUSE_NANOS)) {
            log.warn(what, cause);
        } else {
            log.debug(what, cause);
        }
    }
}
