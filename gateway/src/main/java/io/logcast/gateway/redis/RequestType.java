package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What servers want of each other. The ordinal is what stands on the wire. */
enum RequestType {
    SOCKETS,
    ALL_ROOMS,
    JOIN,
    LEAVE,
    DISCONNECT,
    FETCH,
    SERVER_SIDE_EMIT,
    BROADCAST,
    /** The first answer of a server to {@link #BROADCAST}: how many of its clients will answer. */
    CLIENT_COUNT,
    /** The answer of one client to {@link #BROADCAST}. */
    ACK;

    @SuppressWarnings("EnumOrdinal") // The order is Node's, and no constant is ever removed.
    int wire() {
        return ordinal();
    }

    static Optional<RequestType> of(JsonNode wire) {
        int ordinal = wire.isIntegralNumber() && wire.canConvertToInt() ? wire.intValue() : -1;
        return ordinal >= 0 && ordinal < values().length ? Optional.of(values()[ordinal]) : Optional.empty();
    }
}
