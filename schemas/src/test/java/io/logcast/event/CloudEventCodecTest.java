package io.logcast.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.channel.Channel;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventCodecTest {

    private static final Instant RECORD_TIME = Instant.parse("2026-11-21T09:00:00Z");

    private static final String FULL = """
            {"specversion":"1.0","id":"o-17","source":"/orders","type":"orders:placed",\
            "time":"2026-11-21T08:30:00.120Z","tenant":"acme","correlationid":"cart-9","context":"{\\"region\\":\\"eu\\",\\"vip\\":true}",\
            "partitionkey":"customer-4","to":"user/ann","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",\
            "datacontenttype":"application/json","data":{"total":19.90,"items":[{"sku":"A1"}]}}""";

    private static final String MINIMAL = """
            {"specversion":"1.0","id":"1","source":"s","type":"a:b","tenant":"acme"}""";

    @Test
    void encode_everything_isTheseBytes() throws Exception {
        assertThat(CloudEventCodec.encode(full())).asString(UTF_8).isEqualTo(FULL);
    }

    @Test
    void decode_whatEncodeWrote_isTheSameEvent() throws Exception {
        assertThat(decode(FULL)).isEqualTo(full());
    }

    @Test
    void decode_structuredWithoutOptionals_takesRecordTimeAndNullPayload() throws Exception {
        Event event = decode(MINIMAL);

        assertThat(event.time()).isEqualTo(RECORD_TIME);
        assertThat(event.payload().isNull()).isTrue();
        assertThat(event.to()).isNull();
        assertThat(event.recordKey()).isEqualTo("acme/a:b");
    }

    @Test
    void decode_binary_readsHeadersAndKeepsTheValueAsPayload() throws Exception {
        Headers headers = headers(Map.of(
                "ce_specversion", "1.0",
                "ce_id", "o-17",
                "ce_source", "/orders",
                "ce_type", "orders:placed",
                "ce_tenant", "acme",
                "ce_time", "2026-11-21T09:30:00.12+01:00",
                "ce_context", "{\"region\":\"eu\",\"vip\":true}",
                "ce_correlationid", "cart-9",
                "ce_partitionkey", "customer-4",
                "content-type", "application/json; charset=utf-8"));
        headers.add("ce_to", "user/ann".getBytes(UTF_8))
                .add("ce_traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(UTF_8));

        Event event = CloudEventCodec.decode(
                headers, "{\"total\":19.90,\"items\":[{\"sku\":\"A1\"}]}".getBytes(UTF_8), RECORD_TIME);

        assertThat(event).isEqualTo(full());
    }

    @Test
    void decode_binaryWithEmptyValue_hasNullPayload() throws Exception {
        Headers headers = headers(
                Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "s", "ce_type", "a:b", "ce_tenant", "t"));

        assertThat(CloudEventCodec.decode(headers, new byte[0], RECORD_TIME)
                        .payload()
                        .isNull())
                .isTrue();
    }

    @Test
    void decode_binaryWithoutTenant_isRefused() {
        Headers headers = headers(Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "s", "ce_type", "a:b"));

        assertThatThrownBy(() -> CloudEventCodec.decode(headers, new byte[0], RECORD_TIME))
                .isInstanceOf(InvalidField.class)
                .hasMessage("tenant is required");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            specversion     | "0.3"                    | specversion must be "1.0"
            specversion     | 1.0                      | specversion must be a string
            id              | null                     | id is required
            id              | ""                       | id is required
            source          | null                     | source is required
            type            | null                     | type is required
            type            | "orders"                 | type must be namespace:name
            type            | "a:b:c"                  | name must not contain ':'
            type            | ":b"                     | namespace is required
            tenant          | null                     | tenant is required
            tenant          | "a/b"                    | tenant must be 1 to 64 letters, digits, spaces, '.', '_' or '-', beginning with a letter or digit
            time            | "yesterday"              | time must be a timestamp such as 2026-11-21T08:30:00Z
            time            | "2026-02-30T08:30:00Z"   | time must be a timestamp such as 2026-11-21T08:30:00Z
            time            | "2026-11-21T08:30Z"      | time must be a timestamp such as 2026-11-21T08:30:00Z
            time            | "2026-11-21T08:30:00"    | time must be a timestamp such as 2026-11-21T08:30:00Z
            time            | "9999-12-31T23:59:59-01:00" | time must be a timestamp such as 2026-11-21T08:30:00Z
            correlationid   | 7                        | correlationid must be a string
            correlationid   | "a\\nb"                  | correlationId must not contain control characters
            context         | {"a":1}                  | context must be a string
            context         | "[1]"                    | context must be a JSON object, written as text
            to              | "stream/s"               | to must be user/<id> or room/<name>; streams take events by their definition
            to              | "namespace//acme"        | to must be user/<id> or room/<name>; streams take events by their definition
            to              | "ann"                    | to must be stream/<id>, user/<id> or room/<name>
            datacontenttype | "text/plain"             | datacontenttype must be application/json
            data_base64     | "AAAA"                   | data_base64 is not supported; data must be JSON
            """)
    void decode_wrongAttribute_isRefusedByNameAndRule(String attribute, String json, String message) throws Exception {
        ObjectNode event = (ObjectNode) Json.parse(MINIMAL.getBytes(UTF_8));
        event.set(attribute, Json.parse(json.getBytes(UTF_8)));

        assertThatThrownBy(() -> decode(new String(Json.bytes(event), UTF_8)))
                .isInstanceOf(InvalidField.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"id,129,128", "source,257,256", "correlationid,257,256", "partitionkey,257,256", "traceparent,257,256"})
    void decode_tooLong_namesTheLimit(String attribute, int length, int limit) throws Exception {
        ObjectNode event = (ObjectNode) Json.parse(MINIMAL.getBytes(UTF_8));
        event.put(attribute, "x".repeat(length));

        assertThatThrownBy(() -> decode(new String(Json.bytes(event), UTF_8)))
                .isInstanceOf(InvalidField.class)
                .hasMessageEndingWith("must have at most " + limit + " characters, it has " + length);
    }

    @Test
    void decode_contextOfMoreThan8KiB_isRefused() throws Exception {
        ObjectNode event = (ObjectNode) Json.parse(MINIMAL.getBytes(UTF_8));
        event.put("context", "{\"a\":\"" + "x".repeat(8192) + "\"}");

        assertThatThrownBy(() -> decode(new String(Json.bytes(event), UTF_8)))
                .hasMessage("context must have at most 8192 bytes as JSON");
    }

    @Test
    void decode_tombstone_isRefused() {
        assertThatThrownBy(() -> CloudEventCodec.decode(new RecordHeaders(), null, RECORD_TIME))
                .hasMessage("value is required; a tombstone is no event");
    }

    @Test
    void decode_moreThanOneMebibyte_isRefusedBeforeItIsParsed() {
        assertThatThrownBy(() -> CloudEventCodec.decode(new RecordHeaders(), new byte[1024 * 1024 + 1], RECORD_TIME))
                .hasMessage("value must have at most 1048576 bytes, it has 1048577");
    }

    @Test
    void decode_array_isRefused() {
        assertThatThrownBy(() -> decode("[1]")).hasMessage("value must be a JSON object");
    }

    @Test
    void decode_noJson_saysWhere() {
        assertThatThrownBy(() -> decode("{\"id\":")).isInstanceOf(MalformedJson.class);
    }

    private static Event full() throws Exception {
        return new Event(
                new TenantId("acme"),
                new EventId("o-17"),
                "/orders",
                new EventType("orders", "placed"),
                Instant.parse("2026-11-21T08:30:00.120Z"),
                "cart-9",
                (ObjectNode) Json.parse("{\"region\":\"eu\",\"vip\":true}".getBytes(UTF_8)),
                Json.parse("{\"total\":19.90,\"items\":[{\"sku\":\"A1\"}]}".getBytes(UTF_8)),
                "customer-4",
                new Channel(Channel.Kind.USER, "ann"),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static Event decode(String json) throws MalformedJson {
        return CloudEventCodec.decode(new RecordHeaders(), json.getBytes(UTF_8), RECORD_TIME);
    }

    private static Headers headers(Map<String, String> texts) {
        Headers headers = new RecordHeaders();
        texts.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        return headers;
    }
}
