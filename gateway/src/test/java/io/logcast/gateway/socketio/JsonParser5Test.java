package io.logcast.gateway.socketio;

import static io.logcast.gateway.socketio.PacketType.ACK;
import static io.logcast.gateway.socketio.PacketType.CONNECT;
import static io.logcast.gateway.socketio.PacketType.CONNECT_ERROR;
import static io.logcast.gateway.socketio.PacketType.DISCONNECT;
import static io.logcast.gateway.socketio.PacketType.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.MalformedMessage;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What socket.io-parser 4 writes for the same packets. */
final class JsonParser5Test {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Parser PARSER = new JsonParser5(SocketIoSettings.DEFAULT);

    @Test
    void connect_namesItsNamespaceUnlessThatIsTheRoot() {
        assertThat(encode(CONNECT, "/", null, NODES.objectNode().put("sid", "abc")))
                .isEqualTo("0{\"sid\":\"abc\"}");
        assertThat(encode(CONNECT, "/My Tenant", null, NODES.objectNode().put("sid", "abc")))
                .isEqualTo("0/My Tenant,{\"sid\":\"abc\"}");
    }

    @Test
    void disconnect_hasNoPayload() {
        assertThat(encode(DISCONNECT, "/", null, null)).isEqualTo("1");
        assertThat(encode(DISCONNECT, "/a", null, null)).isEqualTo("1/a,");
    }

    @Test
    void event_withId_hasItBeforeTheJson() {
        assertThat(encode(EVENT, "/a", 12L, Events.json("[\"hello\",{\"b\":1,\"a\":[{}]}]")))
                .isEqualTo("2/a,12[\"hello\",{\"b\":1,\"a\":[{}]}]");
    }

    @Test
    void event_withBytes_hasPlaceholdersInTheOrderOfTraversal() {
        ArrayNode event = NODES.arrayNode().add("b").add(new byte[] {1, 2, 3});
        event.addObject().putArray("x").add(new byte[0]).add(new byte[] {(byte) 255});

        assertThat(encode(EVENT, "/a", 7L, event))
                .isEqualTo(
                        "53-/a,7[\"b\",{\"_placeholder\":true,\"num\":0},{\"x\":[{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":2}]}]"
                                + " <010203> <> <ff>");
    }

    @Test
    void ack_withBytes_isABinaryAck() {
        assertThat(encode(ACK, "/", 7L, NODES.arrayNode().add(new byte[] {1})))
                .isEqualTo("61-7[{\"_placeholder\":true,\"num\":0}] <01>");
        assertThat(encode(ACK, "/a", 12L, NODES.arrayNode())).isEqualTo("3/a,12[]");
    }

    @Test
    void numbers_areWrittenAsJavaScriptPrintsThem() {
        ArrayNode numbers = NODES.arrayNode().add("n");
        numbers.add(Double.NaN)
                .add(Double.POSITIVE_INFINITY)
                .add(-0.0)
                .add(1e20)
                .add(1.5)
                .add(0.1);
        numbers.add(0x1p53)
                .add(123456789012345680000.0)
                .add(-7.0)
                .add(2.5f)
                .add(3.0f)
                .add(1L << 60);

        assertThat(encode(EVENT, "/", null, numbers))
                .isEqualTo(
                        "2[\"n\",null,null,0,100000000000000000000,1.5,0.1,9007199254740992,123456789012345680000,-7,2.5,3,1152921504606846976]");
    }

    @Test
    void text_ofAnyKind_comesOutAsItWentIn() {
        String text = "2[\"t\",\"é😀\u2028\\u0000\\\"\"]";

        assertThat(encode(decode(text))).isEqualTo(text);
    }

    /** JSON.stringify writes it like that, too, and UTF-8 has no other way to. */
    @Test
    void text_withHalfOfASurrogatePair_isEscaped() {
        assertThat(encode(decode("2[\"t\",\"\\ud800\"]"))).isEqualTo("2[\"t\",\"\\uD800\"]");
    }

    @Test
    void text_withHalfOfASurrogatePairAndBytes_hasEachAttachmentOnce() {
        ArrayNode event = NODES.arrayNode().add("t").add(new byte[] {1}).add("\ud800");

        assertThat(encode(EVENT, "/", null, event))
                .isEqualTo("51-[\"t\",{\"_placeholder\":true,\"num\":0},\"\\uD800\"] <01>");
    }

    @Test
    void decode_ofNumbers_keepsWhatJavaScriptKeeps() {
        assertThat(encode(decode("2[\"n\",9007199254740992,1.5,2.0,-1,1e2,1E400,12345678901234567890]")))
                .isEqualTo("2[\"n\",9007199254740992,1.5,2,-1,100,null,12345678901234567890]");
    }

    @Test
    void decode_ofNamespaceAndId_endsTheNamespaceAtTheComma() {
        assertThat(decode("2/a b/c,12[\"e\"]")).isEqualTo(new Packet(EVENT, "/a b/c", 12L, Events.json("[\"e\"]")));
        assertThat(decode("0/a")).isEqualTo(new Packet(CONNECT, "/a", null, null));
        assertThat(decode("1/a,")).isEqualTo(new Packet(DISCONNECT, "/a", null, null));
        assertThat(decode("4\"no\"").type()).isEqualTo(CONNECT_ERROR);
        assertThat(decode("3456[1]").id()).isEqualTo(456);
        assertThat(decode("2[7,\"numbers are names, too\"]").data().get(0).intValue())
                .isEqualTo(7);
    }

    @Test
    void decode_ofAttachments_putsThemWhereTheirPlaceholdersAre() {
        Parser.Decoder decoder = PARSER.decoder(any -> true);

        assertThat(decoder.add(EngineMessage.Text.of(
                        "52-/a,[\"b\",{\"x\":{\"_placeholder\":true,\"num\":1}},{\"_placeholder\":true,\"num\":0}]")))
                .isNull();
        assertThat(decoder.add(new EngineMessage.Binary(new byte[] {1}))).isNull();
        Packet packet = decoder.add(new EngineMessage.Binary(new byte[] {2}));

        assertThat(packet.data().at("/1/x")).isEqualTo(NODES.binaryNode(new byte[] {2}));
        assertThat(packet.data().at("/2")).isEqualTo(NODES.binaryNode(new byte[] {1}));
        assertThat(packet.type()).isEqualTo(EVENT);
    }

    /** Such a packet has nothing to wait for, and the next one is a packet of its own. */
    @Test
    void decode_ofABinaryPacketWithoutAttachments_isComplete() {
        Parser.Decoder decoder = PARSER.decoder(any -> true);

        assertThat(decoder.add(EngineMessage.Text.of("50-[\"e\"]")).type()).isEqualTo(EVENT);
        assertThat(decoder.add(EngineMessage.Text.of("2[\"f\"]")).type()).isEqualTo(EVENT);
    }

    @Test
    void decode_ofAPlaceholderInAPlainEvent_isAnObjectLikeAnyOther() {
        assertThat(decode("2[\"e\",{\"_placeholder\":true,\"num\":0}]")
                        .data()
                        .get(1)
                        .isObject())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "7",
                "-1",
                "2",
                "3",
                "4",
                "2{}",
                "2[]",
                "2[{}]",
                "2[null]",
                "2[true]",
                "2abc[\"e\"]",
                "2-1[\"e\"]",
                "2[\"e\"",
                "2[\"e\"]]",
                "2[\"e\"]x",
                "2 [\"e\"]",
                "2\"e\"",
                "2[\"e\",01]",
                "2[\"e\",NaN]",
                "2['e']",
                "2[\"connect\"]",
                "2[\"connect_error\"]",
                "2[\"disconnect\"]",
                "2[\"disconnecting\"]",
                "2[\"newListener\"]",
                "2[\"removeListener\"]",
                "299999999999999999[\"e\"]",
                "0[]",
                "0null",
                "0\"a\"",
                "1{}",
                "1[]",
                "3{}",
                "4[]",
                "4",
                "5[\"e\"]",
                "5-[\"e\"]",
                "5x-[\"e\"]",
                "51[\"e\"]",
                "511-[\"e\"]",
                "599999999999-[\"e\"]",
                "51.0-[\"e\"]",
                "6[]",
                "50-[\"e\",{\"_placeholder\":true,\"num\":0}]",
                "2[\u0000\"e\"]",
                "2/a",
                "0/a,{",
                "51-{}",
                "50-[\"e\",{\"_placeholder\":true,\"num\":-1}]",
                "50-[\"e\",{\"_placeholder\":true}]"
            })
    void socketIo_13_badText_isMalformed(String text) {
        assertThatThrownBy(() -> decode(text)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void socketIo_13_elevenAttachments_areMalformed() {
        assertThat(decode("510-[\"e\"]")).isNull();
        assertThatThrownBy(() -> decode("511-[\"e\"]")).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void socketIo_18_textBetweenAttachments_isMalformed() {
        Parser.Decoder decoder = PARSER.decoder(any -> true);
        decoder.add(EngineMessage.Text.of("51-[\"e\",{\"_placeholder\":true,\"num\":0}]"));

        assertThatThrownBy(() -> decoder.add(EngineMessage.Text.of("2[\"e\"]"))).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void attachment_ofNothing_isMalformed() {
        assertThatThrownBy(() -> PARSER.decoder(any -> true).add(new EngineMessage.Binary(new byte[1])))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void attachment_thatIsAskedForTwice_isMalformed() {
        Parser.Decoder decoder = PARSER.decoder(any -> true);
        decoder.add(EngineMessage.Text.of(
                "51-[\"e\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]"));

        assertThatThrownBy(() -> decoder.add(new EngineMessage.Binary(new byte[1])))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void socketIo_19_depth_isLimited() {
        assertThat(decode("2" + nested(500)).type()).isEqualTo(EVENT);
        assertThatThrownBy(() -> decode("2" + nested(501))).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> decode("2" + nested(100_000))).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void socketIo_19_aMegabyteOfText_comesOutAsItWentIn() {
        String text = "2[\"t\",\"" + "é".repeat(500_000) + "\"]";

        assertThat(encode(decode(text))).isEqualTo(text);
    }

    /** {@code ["e",[[[…]]]]}, as many arrays as that in each other. */
    static String nested(int depth) {
        return "[\"e\"," + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "]";
    }

    private static String encode(PacketType type, String namespace, Long id, JsonNode data) {
        return encode(new Packet(type, namespace, id, data));
    }

    private static String encode(Packet packet) {
        List<EngineMessage> messages = PARSER.encode(packet);
        return messages.stream().map(ScriptedSession::spelled).collect(Collectors.joining(" "));
    }

    private static Packet decode(String text) {
        return PARSER.decoder(any -> true).add(EngineMessage.Text.of(text));
    }
}
