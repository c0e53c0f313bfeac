package io.logcast.gateway.namespace;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.tail.TailEntry;

/**
 * How a delivery of the log looks to a socket. Has no state, and there is one object of each: sockets with the same one share
 * what was written.
 */
@FunctionalInterface
public interface Rendering {

    /** By its type, and as it lies in the log. Who gave it no type means what an {@code EventSource} calls a message. */
    Rendering NATIVE = entry -> new Rendered(entry.type() == null ? "message" : entry.type(), entry.json());

    /** @param entry which is no emitted packet: that is its own event already */
    Rendered of(TailEntry entry);

    /**
     * An event of Socket.IO.
     *
     * @param event its name
     * @param json its argument, compact UTF-8; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    record Rendered(String event, byte[] json) {

        public Rendered {
            requireNonNull(event, "event is null");
            requireNonNull(json, "json is null");
        }
    }
}
