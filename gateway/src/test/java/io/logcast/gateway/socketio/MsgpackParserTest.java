package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.MalformedMessage;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What socket.io-msgpack-parser 3 writes for the same packets. */
final class MsgpackParserTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Parser PARSER = new MsgpackParser(SocketIoSettings.DEFAULT);

    @Test
    void connect_isAnObject() {
        assertThat(encode(PacketType.CONNECT, "/", null, NODES.objectNode().put("sid", "abc")))
                .isEqualTo("83a47479706500a46461746181a3736964a3616263a36e7370a12f");
    }

    @Test
    void disconnect_hasNoData() {
        assertThat(encode(PacketType.DISCONNECT, "/", null, null)).isEqualTo("82a47479706501a36e7370a12f");
    }

    @Test
    void event_withId_hasItLast() {
        String packet = "84a47479706502a46461746192a568656c6c6f82a16201a1619180a36e7370a22f61a269640c";

        assertThat(encode(PacketType.EVENT, "/a", 12L, Events.json("[\"hello\",{\"b\":1,\"a\":[{}]}]")))
                .isEqualTo(packet);
        assertThat(decode(packet))
                .isEqualTo(new Packet(PacketType.EVENT, "/a", 12L, Events.json("[\"hello\",{\"b\":1,\"a\":[{}]}]")));
    }

    @Test
    void event_withBytes_hasThemInside() {
        ArrayNode event = NODES.arrayNode().add("b").add(new byte[] {1, 2, 3});
        event.addObject().putArray("x").add(new byte[0]).add(new byte[] {(byte) 255});
        String packet = "84a47479706502a46461746193a162c40301020381a17892c400c401ffa36e7370a22f61a2696407";

        assertThat(encode(PacketType.EVENT, "/a", 7L, event)).isEqualTo(packet);
        assertThat(decode(packet).data()).isEqualTo(event);
    }

    @Test
    void numbersAndTexts_areWrittenAsShortAsPossible() {
        String event = "[\"hello\",1,1.5,9007199254740992,-1,-33,-129,-40000,-3000000000,127,128,255,256,65535,65536,"
                + "4294967296,true,null,\"é😀\"]";
        String packet = "83a47479706502a464617461dc0013a568656c6c6f01cb3ff8000000000000cf0020000000000000ffd0dfd1ff7f"
                + "d2ffff63c0d3ffffffff4d2fa2007fcc80ccffcd0100cdffffce00010000cf0000000100000000c3c0a6c3a9f09f9880"
                + "a36e7370a12f";

        assertThat(encode(PacketType.EVENT, "/", null, Events.json(event))).isEqualTo(packet);
        assertThat(decode(packet).data()).hasToString(event);
    }

    @Test
    void textsOf31And32Characters_haveTheirOwnHeads() {
        ArrayNode event = NODES.arrayNode().add("x".repeat(31)).add("x".repeat(32));

        assertThat(encode(PacketType.EVENT, "/", null, event))
                .isEqualTo(
                        "83a47479706502a46461746192bf" + "78".repeat(31) + "d920" + "78".repeat(32) + "a36e7370a12f");
    }

    @Test
    void largeThings_comeOutAsTheyWentIn() {
        for (int size : new int[] {15, 16, 255, 256, 65_535, 65_536, 200_000}) {
            ArrayNode event = NODES.arrayNode().add("x".repeat(size)).add(new byte[size]);
            ArrayNode items = event.addArray();
            IntStream.range(0, size).forEach(items::add);
            IntStream.range(0, size).forEach(i -> items.add(-i));

            assertThat(decode(encode(PacketType.EVENT, "/", null, event)).data())
                    .hasToString(event.toString());
        }
    }

    /** An argument that is undefined, one in an object, and a Date. */
    @Test
    void undefinedAndDate_areWhatJsonMakesOfThem() {
        assertThat(decode("83a47479706502a46461746194a175d4000081a161d40000d7000000011f71fb04cba36e7370a12f")
                        .data())
                .hasToString("[\"u\",null,{},\"2009-02-13T23:31:30.123Z\"]");
    }

    @Test
    void undefinedData_isNone() {
        assertThat(decode("83a47479706500a464617461d40000a36e7370a12f"))
                .isEqualTo(new Packet(PacketType.CONNECT, "/", null, null));
    }

    @Test
    void arrayBuffer_isBytes() {
        assertThat(decode("83a47479706502a46461746192a26162c702000908a36e7370a12f")
                        .data()
                        .get(1))
                .isEqualTo(NODES.binaryNode(new byte[] {9, 8}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c0",
                "80",
                "93010203",
                // Type 5, 7, "2" and 2^32 + 2
                "83a47479706505a46461746191a165a36e7370a12f",
                "83a47479706507a46461746191a165a36e7370a12f",
                "83a474797065a132a46461746191a165a36e7370a12f",
                "83a474797065cf0000000100000002a46461746191a165a36e7370a12f",
                // No data, an object, a reserved name, no name
                "82a47479706502a36e7370a12f",
                "83a47479706502a46461746180a36e7370a12f",
                "83a47479706502a46461746191a7636f6e6e656374a36e7370a12f",
                "83a47479706502a46461746190a36e7370a12f",
                // No namespace, a number, no slash
                "82a47479706502a46461746191a165",
                "83a47479706502a46461746191a165a36e737001",
                "83a47479706502a46461746191a165a36e7370a161",
                // id -1, id 1.5
                "84a47479706502a46461746191a165a36e7370a12fa26964ff",
                "84a47479706502a46461746191a165a36e7370a12fa26964cb3ff8000000000000",
                // Something behind it; 4 GiB of text, bytes and items
                "83a47479706502a46461746191a165a36e7370a12f00",
                "dbffffffff",
                "c6ffffffff",
                "ddffffffff",
                "dd7fffffff",
                "c67fffffff",
                // A prefix that means nothing; names that are no texts
                "c1",
                "8190c0",
                "81c0c0"
            })
    void socketIo_13_badBytes_areMalformed(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void text_isMalformed() {
        assertThatThrownBy(() -> PARSER.decoder(any -> true).add(EngineMessage.Text.of("40")))
                .isInstanceOf(MalformedMessage.class);
    }

    /** The packet is one object, and its data one array. */
    @Test
    void socketIo_19_depth_isLimited() {
        assertThat(decode(nested(400)).type()).isEqualTo(PacketType.EVENT);
        assertThatThrownBy(() -> decode(nested(600))).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> decode(nested(100_000))).isInstanceOf(MalformedMessage.class);
    }

    /** An event of one name, and arrays in each other. */
    private static String nested(int depth) {
        return "83a47479706502a36e7370a12fa46461746192a165" + "91".repeat(depth - 2) + "90";
    }

    private static String encode(PacketType type, String namespace, Long id, JsonNode data) {
        EngineMessage message =
                PARSER.encode(new Packet(type, namespace, id, data)).get(0);
        return HexFormat.of().formatHex(((EngineMessage.Binary) message).bytes());
    }

    private static Packet decode(String hex) {
        return PARSER.decoder(any -> true)
                .add(new EngineMessage.Binary(HexFormat.of().parseHex(hex)));
    }
}
