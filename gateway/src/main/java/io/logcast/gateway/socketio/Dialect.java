package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.EngineSocket;

/** What the versions of the protocol say differently. */
enum Dialect {
    /** Socket.IO 3 and 4, over Engine.IO 4. */
    PROTOCOL_5 {
        @Override
        JsonNode welcome(String id, String pid) {
            ObjectNode welcome = JsonNodeFactory.instance.objectNode().put("sid", id);
            return pid == null ? welcome : welcome.put("pid", pid);
        }

        @Override
        JsonNode refusal(Verdict.Refused refused) {
            ObjectNode refusal = JsonNodeFactory.instance.objectNode().put("message", refused.message());
            return refused.data() == null ? refusal : refusal.set("data", refused.data());
        }

        // Not the sid of the session, which is secret.
        @Override
        String newId(EngineSocket session, String namespace) {
            return SocketIds.next();
        }
    },

    /** Socket.IO 2, over Engine.IO 3: the client works out its id by itself, and cannot be recovered. */
    PROTOCOL_4 {
        @Override
        JsonNode welcome(String id, String pid) {
            return null;
        }

        @Override
        JsonNode refusal(Verdict.Refused refused) {
            return refused.data() == null ? JsonNodeFactory.instance.textNode(refused.message()) : refused.data();
        }

        @Override
        String newId(EngineSocket session, String namespace) {
            return namespace.equals("/") ? session.sid() : namespace + "#" + session.sid();
        }
    };

    static Dialect of(EngineSocket session) {
        return session.handshake().protocol() == 3 ? PROTOCOL_4 : PROTOCOL_5;
    }

    /** The payload of a CONNECT of ours; null for none. */
    abstract JsonNode welcome(String id, String pid);

    /** The payload of a CONNECT_ERROR. */
    abstract JsonNode refusal(Verdict.Refused refused);

    abstract String newId(EngineSocket session, String namespace);
}
