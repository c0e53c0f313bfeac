package io.logcast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values are lodash 4's {@code get}. */
class FieldPathTest {

    private static final String ENVELOPE = """
            {"timestamp":"2026-11-21T08:30:00Z","context":{"x":1},"payload":{"a":{"b":[{"c":"deep"},[1,2]],"0":"zero"},\
            "k.l":"dotted","n":null,"list":[10,20],"sp ace":true,"":"empty","é":1.50}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            timestamp              | "2026-11-21T08:30:00Z"
            context.x              | 1
            payload.a.b[0].c       | "deep"
            payload.a.b.0.c        | "deep"
            payload["a"]['b'][1][1]| 2
            payload.a.0            | "zero"
            payload.a[0]           | "zero"
            payload["k.l"]         | "dotted"
            payload['k.l']         | "dotted"
            payload.list           | [10,20]
            payload.list[1]        | 20
            payload.n              | null
            payload.sp ace         | true
            payload[""]            | "empty"
            payload.é              | 1.50
            ["payload"].list[0]    | 10
            """)
    void in_presentValue_isFound(String path, String expected) throws Exception {
        JsonNode found = FieldPath.parse(path).in(envelope()).orElseThrow();

        assertThat(Json.bytes(found)).asString(UTF_8).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload.zz",
                "payload.list[2]",
                "payload.list.00",
                "payload.list[99999999999]",
                "payload.k.l",
                "payload.n.x",
                "timestamp.x",
                "timestamp[0]",
                "Payload",
                "payload.list.x",
                "payload.list.-1"
            })
    void in_missingValue_isAbsent(String path) throws Exception {
        assertThat(FieldPath.parse(path).in(envelope())).isEmpty();
    }

    @Test
    void parse_keepsTheTextAsWritten() {
        assertThat(FieldPath.parse("payload['a'].b")).hasToString("payload['a'].b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.", ".a", "a..b", "a[", "a[]", "a]", "a[x]", "a[0", "a[0]b", "a[\"b]", "[0]x", "a[-1]"
            })
    void parse_noPath_isRefused(String path) {
        assertThatThrownBy(() -> FieldPath.parse(path))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("path ");
    }

    @Test
    void parse_tooLong_isRefused() {
        assertThatThrownBy(() -> FieldPath.parse("a".repeat(257))).hasMessageContaining("at most 256");
    }

    private static JsonNode envelope() throws Exception {
        return Json.parse(ENVELOPE.getBytes(UTF_8));
    }
}
