package io.logcast.gateway.engineio;

import io.logcast.field.InvalidField;
import java.time.Duration;
import java.util.Set;

/**
 * @param pingInterval how often each side hears of the other
 * @param pingTimeout how long a sign of life may take
 * @param maxPayload bytes of one request or one WebSocket message of a client
 * @param upgradeTimeout how long the way from polling to WebSocket may take
 * @param queueLimit bytes that may wait for the transport of a session
 * @param eio3 whether Engine.IO 3 is spoken as well
 */
public record EngineSettings(
        Duration pingInterval,
        Duration pingTimeout,
        int maxPayload,
        Duration upgradeTimeout,
        long queueLimit,
        boolean eio3,
        Set<TransportName> transports) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LEAST_PAYLOAD = 1_000;
    private static final int MOST_PAYLOAD = 100_000_000;

    /** What Engine.IO's own server does by default; but it does not bound its queue, nor speak Engine.IO 3. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            1_000_000,
            Duration.ofSeconds(10),
            1_048_576,
            true,
            Set.of(TransportName.values()));

    public EngineSettings {
        requireSensible("ping-interval", pingInterval);
        requireSensible("ping-timeout", pingTimeout);
        requireSensible("upgrade-timeout", upgradeTimeout);
        requireSensible("max-payload", maxPayload);
        requireSensible("queue", queueLimit);
        if (transports.isEmpty()) {
            throw new InvalidField("transports", "must name polling, websocket or both");
        }
        transports = Set.copyOf(transports);
    }

    private static void requireSensible(String setting, Duration time) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new InvalidField(setting, "must be 10ms to 1h");
        }
    }

    private static void requireSensible(String setting, long bytes) {
        if (bytes < LEAST_PAYLOAD || bytes > MOST_PAYLOAD) {
            throw new InvalidField(setting, "must be " + LEAST_PAYLOAD + " to " + MOST_PAYLOAD + " bytes");
        }
    }
}
