package io.logcast.gateway.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.gateway.engineio.EngineMessage.Binary;
import io.logcast.gateway.engineio.EngineMessage.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTest {

    @Test
    void version4_packetsAreTakenApart() {
        assertThat(shown(JoinedSpelling.read("4hello\u001ebAQID\u001e2\u001e4\u001e4é".getBytes(UTF_8))))
                .containsExactly("MESSAGE hello", "MESSAGE 010203", "PING", "MESSAGE ", "MESSAGE é");
    }

    @Test
    void version3_packetsAreTakenApart() {
        assertThat(shown(CountedSpelling.read("6:4hello10:b4AQIDBA==1:24:4é\uD83D\uDE001:4".getBytes(UTF_8))))
                .containsExactly("MESSAGE hello", "MESSAGE 01020304", "PING", "MESSAGE é\uD83D\uDE00", "MESSAGE ");
    }

    @Test
    void version3Binary_isReadAsItIsWritten() {
        ByteBuf payload = Unpooled.buffer();
        BinaryPayload.write(payload, Packet.message(Text.of("hello")));
        BinaryPayload.write(payload, Packet.message(new Binary(new byte[] {1, 2, 3, 4})));
        BinaryPayload.write(payload, Packet.PONG);

        byte[] bytes = ByteBufUtil.getBytes(payload);

        assertThat(bytes).startsWith(0, 6, 255, 52, 104, 101, 108, 108, 111, 1, 5, 255, 4, 1, 2, 3, 4);
        assertThat(shown(BinaryPayload.read(bytes))).containsExactly("MESSAGE hello", "MESSAGE 01020304", "PONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "4a\u001e", "\u001e4a", "7", "b*", "-1", "4a\u001e9"})
    void version4_whatIsNoPayload_isRefused(String payload) {
        assertThatThrownBy(() -> JoinedSpelling.read(payload.getBytes(UTF_8))).isInstanceOf(MalformedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                ":4",
                "2:4",
                "1:4x",
                "-1:4",
                "9999999999:4",
                "99999999999999999999:4",
                "1:7",
                "0:",
                "3:b2A"
            })
    void version3_whatIsNoPayload_isRefused(String payload) {
        assertThatThrownBy(() -> CountedSpelling.read(payload.getBytes(UTF_8))).isInstanceOf(MalformedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0001", "0001ff", "000aff34", "0101ff05", "010aff", "0009090909090909090909ff34"})
    void version3Binary_whatIsNoPayload_isRefused(String hex) {
        assertThatThrownBy(() -> BinaryPayload.read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void whatIsNoText_isRefused() {
        byte[] broken = {'4', (byte) 0xC3, '4'};

        assertThatThrownBy(() -> JoinedSpelling.read(broken)).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> CountedSpelling.read(broken)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void randomBytes_areReadOrRefused() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            readOrRefuse(() -> JoinedSpelling.read(bytes));
            readOrRefuse(() -> CountedSpelling.read(bytes));
            readOrRefuse(() -> BinaryPayload.read(bytes));
        }
    }

    private static void readOrRefuse(Runnable reading) {
        try {
            reading.run();
        } catch (MalformedMessage expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    private static List<String> shown(List<Packet> packets) {
        return packets.stream()
                .map(packet -> packet.type() + (packet.data() == null ? "" : " " + shown(packet.data())))
                .toList();
    }

    private static String shown(EngineMessage data) {
        return data instanceof Binary binary ? HexFormat.of().formatHex(binary.bytes()) : data.toString();
    }
}
