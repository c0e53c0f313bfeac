package io.logcast.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.channel.Channel;
import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Events as records of {@code logcast.events}, by the CloudEvents Kafka protocol binding 1.0.2 and JSON format 1.0.2.
 *
 * <p>Structured mode is what Logcast writes; binary mode ({@code ce_*} headers) is read too. Extension attributes:
 * {@code tenant} (required), {@code correlationid}, {@code context} (a JSON object as text: CloudEvents attributes
 * cannot be objects), {@code partitionkey}, {@code to}, {@code traceparent}.
 */
public final class CloudEventCodec {

    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String CONTENT_TYPE = "content-type";

    private static final String BINARY_PREFIX = "ce_";

    private CloudEventCodec() {}

    /** The structured mode value; its record carries the header {@code content-type: application/cloudevents+json}. */
    public static byte[] encode(Event event) {
        ObjectNode json = Json.object()
                .put("specversion", "1.0")
                .put("id", event.id().value())
                .put("source", event.source())
                .put("type", event.type().toString())
                .put("time", event.time().toString())
                .put("tenant", event.tenant().value());
        putIfPresent(json, "correlationid", event.correlationId());
        putIfPresent(json, "context", event.context() == null ? null : text(Json.bytes(event.context())));
        putIfPresent(json, "partitionkey", event.key());
        putIfPresent(json, "to", event.to() == null ? null : event.to().toString());
        putIfPresent(json, "traceparent", event.traceparent());
        json.put("datacontenttype", "application/json").set("data", event.payload());
        return Json.bytes(json);
    }

    /**
     * Reads a record in either mode.
     *
     * @param recordTime stands in for a CloudEvent without {@code time}, which is optional there
     * @throws InvalidField if an attribute is missing or wrong, or the value is too large
     * @throws MalformedJson if what should be JSON is not
     */
    public static Event decode(Headers headers, byte[] value, Instant recordTime) throws MalformedJson {
        if (value == null) {
            throw new InvalidField("value", "is required; a tombstone is no event");
        }
        if (value.length > Event.MAX_BYTES) {
            throw new InvalidField("value", "must have at most " + Event.MAX_BYTES + " bytes, it has " + value.length);
        }
        return isBinary(headers) ? binary(headers, value, recordTime) : structured(Json.parse(value), recordTime);
    }

    /** Reads the JSON of a structured CloudEvent. */
    public static Event structured(JsonNode node, Instant recordTime) throws MalformedJson {
        Fields fields = Fields.of("value", node);
        if (fields.has("data_base64")) {
            throw new InvalidField("data_base64", "is not supported; data must be JSON");
        }
        JsonNode data = fields.any("data");
        return event(fields::text, fields.text("datacontenttype"), data == null ? NullNode.instance : data, recordTime);
    }

    private static Event binary(Headers headers, byte[] value, Instant recordTime) throws MalformedJson {
        Attributes attributes = name -> header(headers, BINARY_PREFIX + name);
        JsonNode data = value.length == 0 ? NullNode.instance : Json.parse(value);
        return event(attributes, header(headers, CONTENT_TYPE), data, recordTime);
    }

    private static Event event(Attributes ce, String contentType, JsonNode data, Instant recordTime)
            throws MalformedJson {
        requireVersion(ce.get("specversion"));
        requireJson(contentType);
        return new Event(
                new TenantId(ce.get("tenant")),
                new EventId(ce.get("id")),
                ce.get("source"),
                EventType.parse(ce.get("type")),
                Timestamps.parseOr("time", ce.get("time"), recordTime),
                ce.get("correlationid"),
                context(ce.get("context")),
                data,
                ce.get("partitionkey"),
                Channel.parseNullable("to", ce.get("to")),
                ce.get("traceparent"));
    }

    private static ObjectNode context(String json) throws MalformedJson {
        if (json == null || json.isEmpty()) {
            return null;
        }
        if (Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidField("context", "must be a JSON object, written as text");
    }

    private static boolean isBinary(Headers headers) {
        return headers.lastHeader(BINARY_PREFIX + "specversion") != null;
    }

    private static void requireVersion(String version) {
        if (!"1.0".equals(version)) {
            throw new InvalidField("specversion", "must be \"1.0\"");
        }
    }

    private static void requireJson(String contentType) {
        if (contentType == null) {
            return;
        }
        String media = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw new InvalidField("datacontenttype", "must be application/json");
        }
    }

    private static void putIfPresent(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Where the attributes of an event come from: members of a JSON object, or headers. */
    @FunctionalInterface
    private interface Attributes {

        /** The attribute's text, or null. */
        String get(String name);
    }
}
