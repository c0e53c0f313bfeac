package io.logcast.gateway.socketio;

import io.logcast.field.InvalidField;
import java.time.Duration;

/**
 * What a connection may ask for.
 *
 * @param connectTimeout who is in no namespace by then is closed
 * @param ackTimeout for that long an answer of a client is waited for
 * @param maxNamespaces per connection, those that it has asked for and not entered yet included
 * @param maxNamespaceLength in characters, with the slash
 * @param maxEventLength of an event's name, in characters
 * @param maxAttachments of a packet, as socket.io-parser has it
 * @param maxDepth of arrays and objects in each other
 */
public record SocketIoSettings(
        Duration connectTimeout,
        Duration ackTimeout,
        int maxNamespaces,
        int maxNamespaceLength,
        int maxEventLength,
        int maxAttachments,
        int maxDepth) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What Socket.IO's own server does by default, as far as it has such a limit. */
    public static final SocketIoSettings DEFAULT =
            new SocketIoSettings(Duration.ofSeconds(45), Duration.ofSeconds(60), 100, 256, 256, 10, 500);

    public SocketIoSettings {
        requireSensible("connect-timeout", connectTimeout);
        requireSensible("ack-timeout", ackTimeout);
        requireAtMost(10_000, "max-namespaces", maxNamespaces);
        requireAtMost(10_000, "max-namespace-length", maxNamespaceLength);
        requireAtMost(10_000, "max-event-length", maxEventLength);
        requireAtMost(99, "max-attachments", maxAttachments);
        requireAtMost(900, "max-depth", maxDepth);
    }

    public SocketIoSettings withConnectTimeout(Duration timeout) {
        return new SocketIoSettings(
                timeout, ackTimeout, maxNamespaces, maxNamespaceLength, maxEventLength, maxAttachments, maxDepth);
    }

    private static void requireSensible(String setting, Duration time) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new InvalidField(setting, "must be 10ms to 1h");
        }
    }

    private static void requireAtMost(int most, String setting, int value) {
        if (value < 1 || value > most) {
            throw new InvalidField(setting, "must be 1 to " + most);
        }
    }
}
