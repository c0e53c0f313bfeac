package io.logcast.gateway.socketio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A Socket.IO packet. Bytes in the data are {@code BinaryNode}s; whether they travel as attachments is the parser's affair, so
 * {@code BINARY_EVENT} and {@code BINARY_ACK} do not occur here.
 *
 * @param namespace with its slash
 * @param id of the answer that is asked for or given; null if none is
 * @param data an array for EVENT and ACK, anything for CONNECT and CONNECT_ERROR; null for nothing
 */
public record Packet(PacketType type, String namespace, Long id, JsonNode data) {

    public Packet {
        requireNonNull(type, "type is null");
        requireNonNull(namespace, "namespace is null");
        if (type == PacketType.BINARY_EVENT || type == PacketType.BINARY_ACK) {
            throw new IllegalArgumentException(type + " is a spelling of EVENT or ACK");
        }
    }
}
