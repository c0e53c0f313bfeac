package io.logcast.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "100.00",
                "1152921504606846976123",
                "0.1000000000000000055511151231257827",
                "1E+400",
                "null",
                "\"\"",
                "[]",
                "{\"b\":1,\"a\":{\"é\":\"\\u0000\\n\"}}",
                "{\"😀\":\"smile 😀\"}"
            })
    void bytes_whatWasParsed_isWrittenAlike(String text) throws Exception {
        assertThat(Json.bytes(Json.parse(text.getBytes(UTF_8)))).asString(UTF_8).isEqualTo(text);
    }

    /** Valid JSON, but no text: it can only be said with an escape. */
    @ParameterizedTest
    @ValueSource(strings = {"\\uD83D", "\\uDE00", "a\\uD83Db", "\\uD83D\\uD83D\\uDE00"})
    void bytes_halfOfASurrogatePair_isEscaped(String half) throws Exception {
        String text = "{\"whole\":\"😀\",\"half\":\"" + half + "\"}";
        byte[] written = Json.bytes(Json.parse(text.getBytes(UTF_8)));
        assertThat(written).asString(UTF_8).contains("\\u");
        assertThat(Json.parse(written)).isEqualTo(Json.parse(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "1 2",
                "[1,]",
                "{a:1}",
                "'a'",
                "01",
                "NaN",
                "+1",
                "// c\n1",
                "{\"a\":1",
                "\"a\nb\"",
                "tru"
            })
    void parse_notExactlyOneValue_isRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedJson.class)
                .hasMessageMatching("is not valid JSON \\(line \\d+, column \\d+\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void parse_nothing_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8))).hasMessage("is empty");
    }

    @Test
    void parse_otherEncodings_areRefused() {
        for (Charset charset : List.of(UTF_16LE, UTF_16BE, ISO_8859_1, Charset.forName("UTF-32BE"))) {
            assertThatThrownBy(() -> Json.parse("{\"name\":\"é\"}".getBytes(charset)))
                    .as(charset.name())
                    .isInstanceOf(MalformedJson.class);
        }
        assertThatThrownBy(() -> Json.parse(new byte[] {(byte) 0xFF, (byte) 0xFE, '1', 0}))
                .hasMessage("is not UTF-8 text");
    }

    @Test
    void parse_nestedTooDeep_isRefused_andDoesNotOverflowTheStack() {
        assertThatThrownBy(() -> Json.parse("[".repeat(500_000).getBytes(UTF_8)))
                .isInstanceOf(MalformedJson.class);
    }

    @Test
    void parse_numberOfManyDigits_isRefused() {
        assertThatThrownBy(() -> Json.parse("9".repeat(100_000).getBytes(UTF_8)))
                .isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "{\"a\":-1e-99999999999}", "[1.5E+3147483649]"})
    void parse_numberThatNothingHolds_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedJson.class)
                .hasMessage("has a number whose exponent is too large");
    }
}
