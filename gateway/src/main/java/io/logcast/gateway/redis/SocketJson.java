package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.socketio.SocketInfo;
import io.logcast.json.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A socket as Node's {@code fetchSockets} describes it, but for what could be used to pose as its user. */
final class SocketJson {

    /** {@code Date.prototype.toString}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
            "EEE MMM dd uuuu HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", Locale.ENGLISH);

    /** Headers and parameters, in lower case. */
    private static final Set<String> SECRET =
            Set.of("authorization", "cookie", "token", "access_token", "jwt", "jwt_token");

    private SocketJson() {}

    static ObjectNode of(SocketInfo socket) {
        ObjectNode json = Json.object().put("id", socket.id());
        json.set("handshake", handshake(socket.handshake()));
        Rooms.list(socket.rooms(), json.putArray("rooms"));
        json.putObject("data");
        return json;
    }

    private static ObjectNode handshake(Handshake handshake) {
        ObjectNode json = Json.object();
        headers(handshake, json.putObject("headers"));
        json.put("time", TIME.format(handshake.time().atOffset(ZoneOffset.UTC)))
                .put("address", handshake.address())
                .put("xdomain", handshake.header("origin").isPresent())
                .put("secure", handshake.secure())
                .put("issued", handshake.time().toEpochMilli())
                .put("url", handshake.path());
        query(handshake, json.putObject("query"));
        json.putObject("auth");
        return json;
    }

    private static void headers(Handshake handshake, ObjectNode json) {
        handshake.headers().forEach((name, value) -> {
            if (isPublic(name)) {
                json.put(name, value);
            }
        });
    }

    private static void query(Handshake handshake, ObjectNode json) {
        for (Map.Entry<String, List<String>> parameter : handshake.query().entrySet()) {
            List<String> values = parameter.getValue();
            if (isPublic(parameter.getKey()) && values.size() == 1) {
                json.put(parameter.getKey(), values.get(0));
            } else if (isPublic(parameter.getKey())) {
                values.forEach(json.putArray(parameter.getKey())::add);
            }
        }
    }

    private static boolean isPublic(String name) {
        return !SECRET.contains(name.toLowerCase(Locale.ROOT));
    }
}
