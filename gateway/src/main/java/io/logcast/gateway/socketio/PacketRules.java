package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.engineio.MalformedMessage;
import java.util.Set;

/** What socket.io-parser asks of a packet. */
final class PacketRules {

    /** 2^53 - 1: beyond it JavaScript cannot count. */
    static final long LARGEST_ID = 9_007_199_254_740_991L;

    /** Names that mean something else on one of the two sides. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private PacketRules() {}

    /** @param data null for nothing */
    static void check(PacketType type, JsonNode data) {
        if (!isValid(type, data)) {
            throw new MalformedMessage("has a payload that " + type + " does not take");
        }
    }

    /** Whether a client takes that as an event: its name, then its arguments. */
    static boolean isEvent(JsonNode data) {
        return data != null && data.isArray() && isName(data.path(0));
    }

    private static boolean isValid(PacketType type, JsonNode data) {
        return switch (type) {
            case CONNECT -> data == null || data.isObject();
            case DISCONNECT -> data == null;
            case EVENT, BINARY_EVENT -> isEvent(data);
            case ACK, BINARY_ACK -> data != null && data.isArray();
            case CONNECT_ERROR -> data != null && (data.isTextual() || data.isObject());
        };
    }

    private static boolean isName(JsonNode name) {
        return name.isNumber() || (name.isTextual() && !RESERVED.contains(name.textValue()));
    }
}
