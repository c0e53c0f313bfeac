package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.function.Consumer;

/** The packets that a client still owes an answer to. Most have none, and cost nothing. */
final class Questions {

    private LongObjectMap<Consumer<ArrayNode>> open;

    void put(long packet, Consumer<ArrayNode> answer) {
        if (open == null) {
            open = new LongObjectHashMap<>(1);
        }
        open.put(packet, answer);
    }

    void remove(long packet) {
        take(packet);
    }

    /** An answer to nothing, or a second one, is not listened to. */
    void answer(Packet packet) {
        Consumer<ArrayNode> answer = packet.id() == null ? null : take(packet.id());
        if (answer != null) {
            answer.accept((ArrayNode) packet.data());
        }
    }

    private Consumer<ArrayNode> take(long packet) {
        Consumer<ArrayNode> answer = open == null ? null : open.remove(packet);
        if (open != null && open.isEmpty()) {
            open = null;
        }
        return answer;
    }
}
