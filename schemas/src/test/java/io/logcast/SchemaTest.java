package io.logcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.logcast.event.CloudEventCodec;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One table, two judges: what the codec takes, the JSON Schema takes, and what one refuses the other refuses. */
class SchemaTest {

    private static final String EVENT =
            "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a:b\",\"tenant\":\"t\"";
    private static final String SELECTOR = "\"namespace\":\"a\",\"name\":\"b\"";

    static Stream<String> goodEvents() {
        return Stream.of(
                "{" + EVENT + "}",
                withEvent("\"data\":null"),
                withEvent("\"data\":[1,{\"a\":1.10}],\"datacontenttype\":\"application/json; charset=utf-8\""),
                withEvent("\"datacontenttype\":\"application/vnd.acme+JSON\""),
                withEvent("\"data_base64\":null"),
                withEvent("\"time\":\"2026-11-21T08:30:00.123456789+01:00\""),
                withEvent("\"time\":null,\"correlationid\":null,\"context\":null,\"to\":null,\"traceparent\":null"),
                withEvent("\"correlationid\":\"\",\"partitionkey\":\"\",\"context\":\"\""),
                withEvent("\"context\":\" {\\\"a\\\":1}\\n\""),
                withEvent("\"to\":\"user/a/b\""),
                withEvent("\"to\":\"room/Grüße\""),
                withEvent("\"partitionkey\":\"" + "x".repeat(256) + "\""),
                withEvent("\"somethingelse\":\"is allowed\",\"count\":7"));
    }

    static Stream<String> badEvents() {
        return Stream.concat(
                Stream.of("specversion", "id", "source", "type", "tenant")
                        .flatMap(required -> Stream.of(
                                without(required),
                                "{" + EVENT.replaceAll("\"" + required + "\":\"[^\"]*\"", "\"" + required + "\":null")
                                        + "}",
                                "{" + EVENT.replaceAll("\"" + required + "\":\"[^\"]*\"", "\"" + required + "\":\"\"")
                                        + "}",
                                "{" + EVENT.replaceAll("\"" + required + "\":\"[^\"]*\"", "\"" + required + "\":1")
                                        + "}")),
                Stream.of(
                        "[]",
                        "\"event\"",
                        "{" + EVENT.replace("1.0", "0.3") + "}",
                        "{" + EVENT.replace("a:b", "ab") + "}",
                        "{" + EVENT.replace("a:b", "a:b:c") + "}",
                        "{" + EVENT.replace("a:b", ":b") + "}",
                        "{" + EVENT.replace("a:b", "x".repeat(51) + ":b") + "}",
                        "{" + EVENT.replace("\"t\"", "\"a/b\"") + "}",
                        "{" + EVENT.replace("\"t\"", "\" t\"") + "}",
                        "{" + EVENT.replace("\"t\"", "\"" + "t".repeat(65) + "\"") + "}",
                        "{" + EVENT.replace("\"s\"", "\"" + "s".repeat(257) + "\"") + "}",
                        "{" + EVENT.replace("\"s\"", "\"a\\u0007\"") + "}",
                        withEvent("\"time\":\"yesterday\""),
                        withEvent("\"time\":\"2026-11-21\""),
                        withEvent("\"time\":\"2026-02-30T00:00:00Z\""),
                        withEvent("\"time\":\"2026-11-21T08:30Z\""),
                        withEvent("\"time\":1"),
                        withEvent("\"correlationid\":{}"),
                        withEvent("\"correlationid\":\"a\\nb\""),
                        withEvent("\"context\":{}"),
                        withEvent("\"context\":\"[1]\""),
                        withEvent("\"context\":\"x\""),
                        withEvent("\"to\":\"stream/s\""),
                        withEvent("\"to\":\"user/\""),
                        withEvent("\"to\":\"\""),
                        withEvent("\"traceparent\":\"" + "x".repeat(257) + "\""),
                        withEvent("\"datacontenttype\":\"text/plain\""),
                        withEvent("\"data_base64\":\"AAAA\"")));
    }

    static Stream<String> goodStreams() {
        return Stream.of(
                "{\"events\":[{" + SELECTOR + "}]}",
                "{\"id\":\"s\",\"name\":\"S\",\"description\":\"\",\"publicSubscribe\":true,\"subscriberRoles\":[\"a\"],\"events\":[{"
                        + SELECTOR + "}]}",
                "{\"id\":null,\"name\":null,\"description\":null,\"publicSubscribe\":null,\"subscriberRoles\":null,\"events\":[{"
                        + SELECTOR + "}]}",
                withSelector("\"map\":{}"),
                withSelector(
                        "\"map\":{\"a.b\":\"payload.a[0]['k.l'].0\",\"x\":\"[\\\"payload\\\"]\"},\"roles\":[\"x\"]"),
                withSelector("\"map\":null,\"roles\":null,\"criteria\":null"),
                withSelector("\"criteria\":{\"correlationId\":\"\",\"context\":{\"a\":[1]}}"),
                withSelector("\"criteria\":{\"correlationId\":null,\"context\":null}"));
    }

    static Stream<String> badStreams() {
        return Stream.of(
                "[]",
                "{}",
                "{\"events\":null}",
                "{\"events\":[]}",
                "{\"events\":{}}",
                "{\"events\":[1]}",
                "{\"events\":[{}]}",
                "{\"events\":[{\"namespace\":\"a\"}]}",
                "{\"events\":[{\"namespace\":\"a:b\",\"name\":\"c\"}]}",
                "{\"events\":[{\"namespace\":\"" + "a".repeat(51) + "\",\"name\":\"c\"}]}",
                "{\"id\":\"a/b\",\"events\":[{" + SELECTOR + "}]}",
                "{\"name\":\"\",\"events\":[{" + SELECTOR + "}]}",
                "{\"name\":\"" + "n".repeat(101) + "\",\"events\":[{" + SELECTOR + "}]}",
                "{\"publicSubscribe\":\"yes\",\"events\":[{" + SELECTOR + "}]}",
                "{\"subscriberRoles\":[\"a,b\"],\"events\":[{" + SELECTOR + "}]}",
                "{\"subscriberRoles\":[\"\"],\"events\":[{" + SELECTOR + "}]}",
                "{\"subscriberRoles\":[1],\"events\":[{" + SELECTOR + "}]}",
                "{\"unknown\":1,\"events\":[{" + SELECTOR + "}]}",
                withSelector("\"filter\":\"x\""),
                withSelector("\"map\":{\"a\":\"b[\"}"),
                withSelector("\"map\":{\"a\":\"\"}"),
                withSelector("\"map\":{\"a\":1}"),
                withSelector("\"map\":{\"a\":null}"),
                withSelector("\"map\":{\"\":\"a\"}"),
                withSelector("\"map\":[]"),
                withSelector("\"criteria\":{\"payload\":1}"),
                withSelector("\"criteria\":{\"context\":\"a\"}"),
                withSelector("\"criteria\":{\"correlationId\":1}"),
                withSelector("\"roles\":\"a\""));
    }

    @ParameterizedTest
    @MethodSource("goodEvents")
    void event_good_bothTake(String json) throws Exception {
        assertThat(validate("event", json)).isEmpty();
        assertThat(codecTakesEvent(json)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void event_bad_bothRefuse(String json) throws Exception {
        assertThat(validate("event", json)).isNotEmpty();
        assertThat(codecTakesEvent(json)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("goodStreams")
    void stream_good_bothTake(String json) throws Exception {
        assertThat(validate("stream-definition", json)).isEmpty();
        assertThat(codecTakesStream(json)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("badStreams")
    void stream_bad_bothRefuse(String json) throws Exception {
        assertThat(validate("stream-definition", json)).isNotEmpty();
        assertThat(codecTakesStream(json)).isFalse();
    }

    private static boolean codecTakesEvent(String json) {
        try {
            CloudEventCodec.decode(new RecordHeaders(), json.getBytes(UTF_8), Instant.EPOCH);
            return true;
        } catch (InvalidField | io.logcast.json.MalformedJson e) {
            return false;
        }
    }

    private static boolean codecTakesStream(String json) throws Exception {
        try {
            StreamDefinitionCodec.read(StreamKey.parse("t/s"), Json.parse(json.getBytes(UTF_8)));
            return true;
        } catch (InvalidField e) {
            return false;
        }
    }

    private static List<Error> validate(String name, String json) throws IOException {
        try (InputStream text = SchemaTest.class.getResourceAsStream("/schemas/" + name + ".schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
            return schema.validate(
                    json,
                    InputFormat.JSON,
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        }
    }

    private static String withEvent(String members) {
        return "{" + EVENT + "," + members + "}";
    }

    private static String withSelector(String members) {
        return "{\"events\":[{" + SELECTOR + "," + members + "}]}";
    }

    private static String without(String member) {
        return "{" + EVENT.replaceAll("\"" + member + "\":\"[^\"]*\",?", "").replaceAll(",$", "") + "}";
    }
}
