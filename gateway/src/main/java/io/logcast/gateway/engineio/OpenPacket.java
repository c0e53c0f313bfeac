package io.logcast.gateway.engineio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.EngineMessage.Text;
import io.logcast.json.Json;

/** The first packet of a session. The suites accept no other keys. */
final class OpenPacket {

    private OpenPacket() {}

    static Packet of(String sid, boolean polling, EngineSettings settings) {
        ObjectNode open = Json.object().put("sid", sid);
        if (polling && settings.transports().contains(TransportName.WEBSOCKET)) {
            open.putArray("upgrades").add(TransportName.WEBSOCKET.text());
        } else {
            open.putArray("upgrades");
        }
        open.put("pingInterval", settings.pingInterval().toMillis())
                .put("pingTimeout", settings.pingTimeout().toMillis())
                .put("maxPayload", settings.maxPayload());
        return new Packet(PacketType.OPEN, new Text(Json.bytes(open)));
    }
}
