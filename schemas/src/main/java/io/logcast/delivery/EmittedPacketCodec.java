package io.logcast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.event.EventId;
import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Emitted packets as records of {@code logcast.deliveries}, beside those of {@link DeliveryCodec}. */
public final class EmittedPacketCodec {

    public static final String ID = DeliveryCodec.ID;
    public static final String TIME = DeliveryCodec.TIME;
    /** By this header a record is a packet. */
    public static final String NAMESPACE = "socketio-namespace";

    public static final String ROOMS = "socketio-rooms";
    public static final String EXCEPT = "socketio-except";
    /** Bytes; one for each attachment, in order. */
    public static final String ATTACHMENT = "socketio-attachment";

    private EmittedPacketCodec() {}

    public static boolean isPacket(Headers headers) {
        return headers.lastHeader(NAMESPACE) != null;
    }

    public static Headers headers(EmittedPacket packet) {
        Headers headers = new RecordHeaders()
                .add(ID, packet.id().value().getBytes(UTF_8))
                .add(TIME, packet.time().toString().getBytes(UTF_8))
                .add(NAMESPACE, packet.namespace().getBytes(UTF_8));
        add(headers, ROOMS, packet.rooms());
        add(headers, EXCEPT, packet.except());
        packet.attachments().forEach(bytes -> headers.add(ATTACHMENT, bytes));
        return headers;
    }

    /** @throws InvalidField if the record is no emitted packet */
    public static EmittedPacket decode(String key, Headers headers, byte[] value) {
        if (value == null) {
            throw new InvalidField("value", "is required");
        }
        EmittedPacket packet = new EmittedPacket(
                ChannelKey.parse(key).tenant(),
                text(headers, NAMESPACE),
                names(headers, ROOMS),
                names(headers, EXCEPT),
                new EventId(text(headers, ID)),
                Timestamps.parseOr(TIME, required(headers, TIME), null),
                value,
                attachments(headers));
        if (!packet.recordKey().equals(key)) {
            throw new InvalidField("key", "must be that of the packet's room or namespace");
        }
        return packet;
    }

    private static void add(Headers headers, String name, Set<String> rooms) {
        if (!rooms.isEmpty()) {
            ArrayNode names = Json.object().arrayNode();
            rooms.forEach(names::add);
            headers.add(name, Json.bytes(names));
        }
    }

    private static Set<String> names(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (JsonNode room : array(name, header.value())) {
            if (!room.isTextual()) {
                throw new InvalidField(name, "must be a JSON array of texts");
            }
            names.add(room.textValue());
        }
        return names;
    }

    private static ArrayNode array(String name, byte[] json) {
        try {
            if (json != null && Json.parse(json) instanceof ArrayNode array) {
                return array;
            }
        } catch (MalformedJson e) {
            throw new InvalidField(name, e.getMessage());
        }
        throw new InvalidField(name, "must be a JSON array of texts");
    }

    private static List<byte[]> attachments(Headers headers) {
        List<byte[]> attachments = new ArrayList<>();
        for (Header header : headers.headers(ATTACHMENT)) {
            if (header.value() == null) {
                throw new InvalidField(ATTACHMENT, "must be bytes");
            }
            attachments.add(header.value());
        }
        return attachments;
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null) {
            throw new InvalidField(name, "is required as a header");
        }
        return value;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
