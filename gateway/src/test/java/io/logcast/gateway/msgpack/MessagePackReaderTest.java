package io.logcast.gateway.msgpack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessagePackReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00 | 0",
                "7f | 127",
                "ff | -1",
                "e0 | -32",
                "ccff | 255",
                "cdffff | 65535",
                "ceffffffff | 4294967295",
                "cf0000000100000000 | 4294967296",
                "cfffffffffffffffff | 18446744073709551615",
                "d080 | -128",
                "d18000 | -32768",
                "d280000000 | -2147483648",
                "d3ffffffff7fffffff | -2147483649",
                "ca3fc00000 | 1.5",
                "cb3ff8000000000000 | 1.5",
                "cb41f0000000000000 | 4294967296",
                "cb8000000000000000 | 0",
                "cb43f0000000000000 | 18446744073709552000",
                "cb7ff8000000000000 | null",
                "cb7ff0000000000000 | null",
                "c0 | null",
                "c2 | false",
                "c3 | true",
                "a3e282ac | \"€\"",
                "d90161 | \"a\"",
                "da000161 | \"a\"",
                "db0000000161 | \"a\"",
                "9201c0 | [1,null]",
                "dc000101 | [1]",
                "dd0000000101 | [1]",
                "82a162 01 a161 02 | {\"b\":1,\"a\":2}",
                "8101 02 | {\"1\":2}",
                "de0001a16101 | {\"a\":1}",
                "df00000001a16101 | {\"a\":1}",
            })
    void value_isReadAsJavaScriptSeesIt(String hex, String json) throws MalformedMessagePack {
        assertThat(text(hex)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d70000000174876e8000 | 2020-09-13T12:26:40.000Z",
                "c7090dcb42774876e8000000 | 2020-09-13T12:26:40.000Z",
                "d6ff5f5e1000 | 2020-09-13T12:26:40.000Z",
                "d7ff1d5353005f5e1000 | 2020-09-13T12:26:40.123Z",
                "c70cff00000000ffffffffffffffff | 1969-12-31T23:59:59.000Z",
                "d500ffff | [0,\"//8=\"]",
                "d700fff6000000000000 | -087226-02-17T16:41:33.440Z",
            })
    void date_isTextWithMilliseconds(String hex, String date) throws MalformedMessagePack {
        assertThat(text(hex).replace("\"", "")).isEqualTo(date.replace("\"", ""));
    }

    @Test
    void date_thatJavaScriptCannotHold_isNull() throws MalformedMessagePack {
        assertThat(text("d7007fffffffffffffff")).isEqualTo("null");
        assertThat(text("c70cff000000007fffffffffffffff")).isEqualTo("null");
    }

    @Test
    void undefined_isNullInArrays_andLeftOutOfObjects() throws MalformedMessagePack {
        assertThat(text("92d4000001")).isEqualTo("[null,1]");
        assertThat(text("82a161d40000a16201")).isEqualTo("{\"b\":1}");
        assertThat(text("d40000")).isEqualTo("null");
    }

    @Test
    void bytes_areBinary_whateverHasCarriedThem() throws Exception {
        for (String hex :
                new String[] {"c403010203", "c50003010203", "c600000003010203", "c70300010203", "c7031a010203"}) {
            assertThat(read(hex).binaryValue()).as(hex).containsExactly(1, 2, 3);
        }
    }

    @Test
    void extension_thatNobodyKnows_isItsTypeAndItsBytes() throws Exception {
        JsonNode pair = read("c70342010203");

        assertThat(pair.get(0).intValue()).isEqualTo(0x42);
        assertThat(pair.get(1).binaryValue()).containsExactly(1, 2, 3);
    }

    @Test
    void msgpackJs_hasBytesOfItsOwn_andUndefined() throws Exception {
        JsonNode value = MessagePackReader.read(bytes("93 d80003010203 c4 01"), Dialect.MSGPACK_JS);

        assertThat(value.get(0).binaryValue()).containsExactly(1, 2, 3);
        assertThat(value.get(1).isNull()).isTrue();
        assertThat(value.get(2).intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "92",
        "9201",
        "c1",
        "a361",
        "c4ff00",
        "c6ffffffff",
        "ddffffffff",
        "0101",
        "81c001c0",
        "8190c0",
        "d6ff"
    })
    void message_thatIsNotExactlyOneValue_isRefused(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMessagePack.class);
    }

    @Test
    void message_tooDeep_isRefused_beforeTheStackEnds() {
        byte[] arrays = new byte[1_000_000];
        Arrays.fill(arrays, (byte) 0x91);
        byte[] dates = new byte[1_000_000];
        for (int i = 0; i + 3 <= dates.length; i += 3) {
            System.arraycopy(new byte[] {(byte) 0xc7, (byte) 9, 0x0d}, 0, dates, i, 3);
        }

        assertThatThrownBy(() -> MessagePackReader.read(arrays)).hasMessageContaining("500 levels");
        assertThatThrownBy(() -> MessagePackReader.read(dates)).isInstanceOf(MalformedMessagePack.class);
    }

    @Test
    void randomBytes_areReadOrRefused_andNothingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            for (Dialect dialect : Dialect.values()) {
                try {
                    MessagePackReader.read(noise, dialect);
                } catch (MalformedMessagePack e) {
                    assertThat(e).hasMessageNotContainingAny("null");
                }
            }
        }
    }

    private static String text(String hex) throws MalformedMessagePack {
        return new String(Json.bytes(read(hex)), UTF_8);
    }

    private static JsonNode read(String hex) throws MalformedMessagePack {
        return MessagePackReader.read(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
