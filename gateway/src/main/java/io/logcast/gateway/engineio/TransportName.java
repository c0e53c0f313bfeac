package io.logcast.gateway.engineio;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The transports that there are; {@link #text()} is how requests name them. */
public enum TransportName {
    POLLING,
    WEBSOCKET;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TransportName> of(String text) {
        return Arrays.stream(values())
                .filter(transport -> transport.text().equals(text))
                .findFirst();
    }
}
