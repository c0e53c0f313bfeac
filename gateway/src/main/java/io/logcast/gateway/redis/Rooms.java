package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.delivery.EmittedPacket;
import java.util.LinkedHashSet;
import java.util.Set;

/** Names of rooms in messages. A number reaches the room of its text: Node's servers, which tell them apart, surprise by it. */
final class Rooms {

    /** Each is looked up for each socket, or kept with it. As many as the log takes. */
    static final int MOST = EmittedPacket.MAX_ROOMS;

    static final int LONGEST_NAME = 1_024;

    private Rooms() {}

    /**
     * @param names a list, or nothing
     * @throws Unreadable for anything else: what is not understood must not become "no room", which means everybody
     */
    static Set<String> of(JsonNode names) throws Unreadable {
        Set<String> rooms = new LinkedHashSet<>();
        if (!names.isArray() && !names.isMissingNode() && !names.isNull()) {
            throw new Unreadable("has rooms that are no list");
        }
        if (names.size() > MOST) {
            throw new Unreadable("has more than " + MOST + " rooms");
        }
        for (JsonNode name : names) {
            rooms.add(name(name));
        }
        return rooms;
    }

    static String name(JsonNode name) throws Unreadable {
        if (!name.isTextual() && !name.isNumber()) {
            throw new Unreadable("has a room without a name");
        } else if (name.asText().length() > LONGEST_NAME) {
            throw new Unreadable("has a room whose name is too long");
        }
        return name.asText();
    }

    static ArrayNode list(Set<String> rooms, ArrayNode list) {
        rooms.forEach(list::add);
        return list;
    }
}
