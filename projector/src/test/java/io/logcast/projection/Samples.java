package io.logcast.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Events and definitions, written as people write them. */
public final class Samples {

    /** The event of schemas/README.md. */
    public static final String ORDER = """
            {"specversion":"1.0","id":"o-17","source":"/orders","type":"orders:placed","time":"2026-11-21T08:30:00.120Z",\
            "tenant":"acme","correlationid":"cart-9","context":"{\\"region\\":\\"eu\\"}","partitionkey":"customer-4",\
            "datacontenttype":"application/json","data":{"total":19.90,"items":[{"sku":"A1"}]}}""";

    private Samples() {}

    public static Event event(String cloudEvent) {
        try {
            return CloudEventCodec.decode(new RecordHeaders(), cloudEvent.getBytes(UTF_8), Instant.EPOCH);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /** The order with other members: {@code with("to", "user/ann")}. */
    public static String order(String name, String value) {
        return ORDER.replace("\"tenant\":", "\"" + name + "\":\"" + value + "\",\"tenant\":");
    }

    public static StreamDefinition stream(String key, String json) {
        try {
            return StreamDefinitionCodec.read(StreamKey.parse(key), Json.parse(json.getBytes(UTF_8)));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /** A stream with one selector for {@code orders:placed} and these members. */
    public static StreamDefinition orders(String key, String members) {
        return stream(key, "{\"events\":[{\"namespace\":\"orders\",\"name\":\"placed\"" + members + "}]}");
    }
}
