package io.logcast.gateway.app;

import io.logcast.field.InvalidField;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the event loops ask the kernel for input and output. */
public enum Transport {
    /** The first that the machine offers: epoll, io_uring, NIO (the measurement is in docs/decisions/0010). */
    AUTO,
    IO_URING,
    EPOLL,
    /** What every JVM has. */
    NIO;

    static final String KEY = "logcast.gateway.transport";

    /** @throws InvalidField if there is no such transport, or this machine does not offer it */
    static Transport of(String text) {
        Transport wanted = Arrays.stream(values())
                .filter(transport -> transport.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidField(
                        KEY,
                        "must be one of "
                                + Arrays.stream(values()).map(Transport::text).collect(Collectors.joining(", "))));
        if (wanted.unavailability() != null) {
            throw new InvalidField(
                    KEY, "must be one that this machine offers: no " + text + " here: " + wanted.unavailability());
        }
        return wanted;
    }

    /** What runs where this is asked for. */
    Transport resolved() {
        if (this != AUTO) {
            return this;
        }
        return EPOLL.unavailability() == null ? EPOLL : IO_URING.unavailability() == null ? IO_URING : NIO;
    }

    /** As in the settings, and as Micronaut names it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null if the machine offers it. */
    private Throwable unavailability() {
        return switch (this) {
            case IO_URING -> IoUring.unavailabilityCause();
            case EPOLL -> Epoll.unavailabilityCause();
            case AUTO, NIO -> null;
        };
    }
}
