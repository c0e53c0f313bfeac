package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.MalformedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Waits for the attachments that a packet has announced. */
final class JsonDecoder implements Parser.Decoder {

    private final JavaScriptJson json;
    private final int maxAttachments;
    private final Predicate<String> members;
    private final UnaryOperator<Packet> finish;
    private Packet waiting;
    private int announced;
    private List<byte[]> attachments;

    JsonDecoder(JavaScriptJson json, int maxAttachments, Predicate<String> members, UnaryOperator<Packet> finish) {
        this.json = json;
        this.maxAttachments = maxAttachments;
        this.members = members;
        this.finish = finish;
    }

    @Override
    public Packet add(EngineMessage message) {
        return message instanceof EngineMessage.Text text
                ? text(text.utf8())
                : attachment(((EngineMessage.Binary) message).bytes());
    }

    private Packet text(byte[] utf8) {
        if (waiting != null) {
            throw new MalformedMessage("is text where an attachment is due");
        }
        TextHead head = TextHead.read(utf8);
        if (head.type() != plain(head.type()) && !members.test(head.namespace())) {
            // What waits is large, and whoever is in no namespace may be anybody.
            throw new MalformedMessage("announces attachments for a namespace that the connection is not in");
        }
        JsonNode data = head.end() == utf8.length ? null : json.read(utf8, head.end());
        PacketRules.check(head.type(), data);
        Packet packet = new Packet(plain(head.type()), head.namespace(), head.id(), data);
        return head.type() == packet.type() ? finish.apply(packet) : begin(packet, head.attachments());
    }

    private Packet begin(Packet packet, int count) {
        if (count > maxAttachments) {
            throw new MalformedMessage("has too many attachments");
        }
        waiting = packet;
        announced = count;
        attachments = new ArrayList<>(count);
        return complete();
    }

    private Packet attachment(byte[] bytes) {
        if (waiting == null) {
            throw new MalformedMessage("is an attachment of nothing");
        }
        attachments.add(bytes);
        return complete();
    }

    private Packet complete() {
        if (attachments.size() < announced) {
            return null;
        }
        JsonNode data = Placeholders.fill(waiting.data(), attachments);
        Packet packet = new Packet(waiting.type(), waiting.namespace(), waiting.id(), data);
        waiting = null;
        attachments = null;
        return finish.apply(packet);
    }

    private static PacketType plain(PacketType type) {
        return switch (type) {
            case BINARY_EVENT -> PacketType.EVENT;
            case BINARY_ACK -> PacketType.ACK;
            default -> type;
        };
    }
}
