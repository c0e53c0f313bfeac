package io.logcast.gateway.socketio;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log for what clients might cause at will: one warning a minute, the others on debug. */
final class Complaints {

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Complaints(Class<?> about) {
        this.log = LoggerFactory.getLogger(about);
    }

    void about(String what, Throwable failure) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            log.warn(what, failure);
        } else {
            log.debug(what, failure);
        }
    }
}
