package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * A socket of any server of the cluster.
 *
 * @param handshake as its server describes it; ours leave out what is secret
 * @param data what its server keeps for it
 */
public record RemoteSocket(String id, JsonNode handshake, Set<String> rooms, JsonNode data) {

    public RemoteSocket {
        rooms = Set.copyOf(rooms);
    }

    static RemoteSocket of(JsonNode json) {
        Set<String> rooms = new HashSet<>();
        json.path("rooms").forEach(room -> rooms.add(room.asText()));
        return new RemoteSocket(json.path("id").asText(), json.path("handshake"), rooms, json.path("data"));
    }
}
