package io.logcast.gateway.socketio;

/** The ordinal is what stands on the wire. */
public enum PacketType {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR,
    BINARY_EVENT,
    BINARY_ACK
}
