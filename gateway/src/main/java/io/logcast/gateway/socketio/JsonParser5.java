package io.logcast.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.engineio.EngineMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** socket.io-protocol 5: text, bytes in messages of their own behind it. */
public final class JsonParser5 implements Parser {

    private static final byte[] NOTHING = {};

    private final JavaScriptJson json;
    private final int maxAttachments;

    public JsonParser5(SocketIoSettings settings) {
        this.json = new JavaScriptJson(settings.maxDepth());
        this.maxAttachments = settings.maxAttachments();
    }

    @Override
    public List<EngineMessage> encode(Packet packet) {
        List<byte[]> attachments = new ArrayList<>(0);
        byte[] data = packet.data() == null ? NOTHING : json.write(packet.data(), attachments);
        byte[] head = head(packet, attachments.size()).getBytes(UTF_8);
        return messages(new EngineMessage.Text(join(head, data)), attachments);
    }

    @Override
    public Decoder decoder(Predicate<String> members) {
        return decoder(members, UnaryOperator.identity());
    }

    /** @param finish what is still to be done about a packet */
    Decoder decoder(Predicate<String> members, UnaryOperator<Packet> finish) {
        return new JsonDecoder(json, maxAttachments, members, finish);
    }

    private static String head(Packet packet, int attachments) {
        StringBuilder head = new StringBuilder(32);
        if (attachments == 0) {
            head.append(packet.type().code());
        } else {
            head.append(binary(packet.type()).code()).append(attachments).append('-');
        }
        if (!packet.namespace().equals("/")) {
            head.append(packet.namespace()).append(',');
        }
        if (packet.id() != null) {
            head.append(packet.id());
        }
        return head.toString();
    }

    private static PacketType binary(PacketType type) {
        return switch (type) {
            case EVENT -> PacketType.BINARY_EVENT;
            case ACK -> PacketType.BINARY_ACK;
            default -> throw new IllegalArgumentException(type + " carries no bytes");
        };
    }

    private static List<EngineMessage> messages(EngineMessage.Text text, List<byte[]> attachments) {
        if (attachments.isEmpty()) {
            return List.of(text);
        }
        List<EngineMessage> messages = new ArrayList<>(1 + attachments.size());
        messages.add(text);
        attachments.forEach(bytes -> messages.add(new EngineMessage.Binary(bytes)));
        return messages;
    }

    private static byte[] join(byte[] head, byte[] data) {
        byte[] joined = new byte[head.length + data.length];
        System.arraycopy(head, 0, joined, 0, head.length);
        System.arraycopy(data, 0, joined, head.length, data.length);
        return joined;
    }
}
