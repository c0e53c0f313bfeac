package io.logcast.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.MalformedMessage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes: a packet, or {@link MalformedMessage}, and nothing else. */
final class ParserRobustnessTest {

    private static final int TRIES = 20_000;
    private static final SocketIoSettings SETTINGS = SocketIoSettings.DEFAULT;
    private static final List<Parser> PARSERS =
            List.of(new JsonParser5(SETTINGS), new JsonParser4(SETTINGS), new MsgpackParser(SETTINGS));
    private static final String LETTERS = "0123456789-/,?=&%[]{}\":\\_placeholdertruenum\u0000 e.é";
    private static final byte[] TEXT =
            "52-/a?b=c,7[\"e\",{\"_placeholder\":true,\"num\":0},{\"x\":[1.5,null,{\"_placeholder\":true,\"num\":1}]}]"
                    .getBytes(UTF_8);
    private static final byte[] MSGPACK =
            HexFormat.of().parseHex("84a47479706502a46461746193a162c40301020381a17892c400c401ffa36e7370a22f61a2696407");

    private final Random random = new Random(20261121);
    private int packets;

    @Test
    void decode_ofRandomBytes_isMalformed() {
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            decode(bytes);
        }
    }

    @Test
    void decode_ofRandomWords_isMalformedOrAPacket() {
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(30), 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
            decode(text.toString().getBytes(UTF_8));
        }
    }

    @Test
    void decode_ofTruncatedPackets_isMalformed() {
        for (byte[] packet : List.of(TEXT, MSGPACK)) {
            for (int length = 0; length < packet.length; length++) {
                decode(Arrays.copyOf(packet, length));
            }
        }

        // As text: "5", but for that nothing is a packet before it is whole.
        assertThat(packets).isZero();
    }

    @Test
    void decode_ofPacketsWithWrongBytes_isMalformedOrAPacket() {
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = (i % 2 == 0 ? TEXT : MSGPACK).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            decode(bytes);
        }
        assertThat(packets).isPositive();
    }

    private void decode(byte[] bytes) {
        for (Parser parser : PARSERS) {
            Parser.Decoder decoder = parser.decoder(any -> true);
            attempt(decoder, new EngineMessage.Text(bytes));
            attempt(decoder, new EngineMessage.Binary(bytes));
            attempt(decoder, new EngineMessage.Binary(bytes));
            attempt(decoder, new EngineMessage.Text(bytes));
        }
    }

    private void attempt(Parser.Decoder decoder, EngineMessage message) {
        try {
            packets += decoder.add(message) == null ? 0 : 1;
        } catch (MalformedMessage expected) {
            assertThat(expected).hasMessageNotContaining("\n");
        }
    }
}
