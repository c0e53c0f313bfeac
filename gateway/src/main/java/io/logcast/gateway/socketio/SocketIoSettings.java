package io.logcast.gateway.socketio;

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

    public static final SocketIoSettings DEFAULT =
            new SocketIoSettings(Duration.ofSeconds(45), Duration.ofSeconds(60), 100, 256, 256, 10, 500);

    public SocketIoSettings {
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("ack-timeout", ackTimeout);
        requireBetween("max-namespaces", maxNamespaces, 10_000);
        requireBetween("max-namespace-length", maxNamespaceLength, 10_000);
        requireBetween("max-event-length", maxEventLength, 10_000);
        requireBetween("max-attachments", maxAttachments, 99);
        requireBetween("max-depth", maxDepth, 900);
    }

    public SocketIoSettings withConnectTimeout(Duration timeout) {
        return new SocketIoSettings(
                timeout, ackTimeout, maxNamespaces, maxNamespaceLength, maxEventLength, maxAttachments, maxDepth);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "logcast.gateway.socketio." + name + " must be more than 0, not " + value);
        }
    }

    private static void requireBetween(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "logcast.gateway.socketio." + name + " must be from 1 to " + most + ", not " + value);
        }
    }
}
