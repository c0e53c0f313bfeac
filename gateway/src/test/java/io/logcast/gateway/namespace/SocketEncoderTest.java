package io.logcast.gateway.namespace;

import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.namespace;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.cursor.Cursor;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.Wire;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.socketio.JsonParser4;
import io.logcast.gateway.socketio.JsonParser5;
import io.logcast.gateway.socketio.MsgpackParser;
import io.logcast.gateway.socketio.Packet;
import io.logcast.gateway.socketio.PacketType;
import io.logcast.gateway.socketio.Parser;
import io.logcast.gateway.socketio.SocketIoSettings;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.Target;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class SocketEncoderTest {

    private static final Parser JSON = new JsonParser5(SocketIoSettings.DEFAULT);
    private static final Parser MSGPACK = new MsgpackParser(SocketIoSettings.DEFAULT);
    private static final Positions AFTER = Positions.of(Cursor.parse("k3:7-18430"));
    private static final TailEntry PLACED = delivery("orders:placed", "{\"total\":19.90,\"note\":\"ä\u2028\"}");
    private static final TailEntry PICTURE =
            packet("[\"pic\",{\"_placeholder\":true,\"num\":0},\"x\"]", new byte[] {1, 2, 3});

    @Test
    void delivery_isAnEventNamedByItsType_withTheCursorLast() {
        assertThat(polling("/acme", PLACED))
                .isEqualTo("42/acme,[\"orders:placed\",{\"total\":19.90,\"note\":\"ä\u2028\"},\"k3:7-18430\"]");
        assertThat(polling("/", PLACED)).startsWith("42[\"orders:placed\",{");
        assertThat(polling("/My Tenant", delivery("a:say \"b\"", "1")))
                .isEqualTo("42/My Tenant,[\"a:say \\\"b\\\"\",1,\"k3:7-18430\"]");
        assertThat(polling("/acme", delivery(null, "null"))).isEqualTo("42/acme,[\"message\",null,\"k3:7-18430\"]");
    }

    @Test
    void packet_isItsOwnArray_withTheCursorLast() {
        assertThat(polling("/acme", packet("[\"hi\"]"))).isEqualTo("42/acme,[\"hi\",\"k3:7-18430\"]");
        assertThat(polling("/", packet("[\"hi\",[1,{}],null]"))).isEqualTo("42[\"hi\",[1,{}],null,\"k3:7-18430\"]");
    }

    @Test
    void attachments_comeBehindTheText() {
        assertThat(polling("/acme", PICTURE))
                .isEqualTo("451-/acme,[\"pic\",{\"_placeholder\":true,\"num\":0},\"x\",\"k3:7-18430\"]\u001ebAQID");
        assertThat(hex(encoder(Wire.WEBSOCKET_4, JSON, "/"), PICTURE)).endsWith("8203010203");
        assertThat(hex(encoder(Wire.WEBSOCKET_3, JSON, "/"), PICTURE)).endsWith("820404010203");
    }

    @Test
    void webSocketFrame_isUnmaskedAndWhole() {
        byte[] text = "42[\"a:b\",1,\"k3:7-18430\"]".getBytes(UTF_8);

        assertThat(hex(encoder(Wire.WEBSOCKET_4, JSON, "/"), delivery("a:b", "1")))
                .isEqualTo("81" + String.format("%02x", text.length) + ByteBufUtil.hexDump(text));
    }

    @Test
    void clientsOfEngineIo3_getNoCursor() {
        Parser parser = new JsonParser4(SocketIoSettings.DEFAULT);

        assertThat(text(encoder(Wire.POLLING_3, parser, "/acme"), delivery("a:b", "1")))
                .isEqualTo("17:42/acme,[\"a:b\",1]");
    }

    @Test
    void batch_isJoinedAsTheWireHasIt() {
        assertThat(written(encoder(Wire.POLLING_4, JSON, "/"), (encoder, batch) -> {
                    encoder.delivery(batch, AFTER, delivery("a:b", "1"));
                    encoder.checkpoint(batch, AFTER, false);
                    encoder.delivery(batch, AFTER, delivery("a:b", "2"));
                }))
                .isEqualTo("42[\"a:b\",1,\"k3:7-18430\"]\u001e42[\"a:b\",2,\"k3:7-18430\"]");
    }

    @Test
    void msgpack_hasTheSameDataAndTheBytesInTheirPlaces() {
        assertThat(msgpack(PLACED))
                .hasToString("[\"orders:placed\",{\"total\":19.9,\"note\":\"ä\u2028\"},\"k3:7-18430\"]");
        assertThat(msgpack(PICTURE)).hasToString("[\"pic\",\"AQID\",\"x\",\"k3:7-18430\"]");
        assertThat(msgpack(PICTURE).get(1).isBinary()).isTrue();
    }

    /** Else all its receivers would be closed, and again when they come back to it. */
    @Test
    void whatCannotBeTranscoded_isLeftOut() {
        assertThat(hex(encoder(Wire.WEBSOCKET_4, MSGPACK, "/"), delivery("a:b", "{")))
                .isEmpty();
        assertThat(hex(encoder(Wire.WEBSOCKET_4, MSGPACK, "/"), packet("[\"a\",{\"_placeholder\":true,\"num\":7}]")))
                .isEmpty();
    }

    @Test
    void gap_isAnEvent() {
        Gap gap = new Gap(Gap.Reason.RETENTION, Cursor.parse("k3:7-2"), Cursor.parse("k3:7-9"), 2L, 9L);

        assertThat(written(encoder(Wire.POLLING_4, JSON, "/acme"), (encoder, batch) -> encoder.gap(batch, gap)))
                .isEqualTo("42/acme,[\"logcast.gap\",{\"reason\":\"retention\",\"requested\":\"k3:7-2\","
                        + "\"resumedAt\":\"k3:7-9\",\"from\":2,\"to\":9},\"k3:7-9\"]");
    }

    @Test
    void placesSignsOfLifeAndEnds_areNotWritten() {
        assertThat(written(encoder(Wire.POLLING_4, JSON, "/acme"), (encoder, batch) -> {
                    encoder.open(batch);
                    encoder.checkpoint(batch, AFTER, true);
                    encoder.heartbeat(batch, AFTER);
                    encoder.end(batch, CloseReason.TOKEN_EXPIRED, 0);
                    encoder.seal(batch);
                }))
                .isEmpty();
    }

    @Test
    void encoders_forTheSame_areEqual() {
        assertThat(encoder(Wire.POLLING_4, JSON, "/acme"))
                .isEqualTo(encoder(Wire.POLLING_4, JSON, "/acme"))
                .hasSameHashCodeAs(encoder(Wire.POLLING_4, JSON, "/acme"))
                .isNotEqualTo(encoder(Wire.WEBSOCKET_4, JSON, "/acme"))
                .isNotEqualTo(encoder(Wire.POLLING_4, MSGPACK, "/acme"))
                .isNotEqualTo(encoder(Wire.POLLING_4, JSON, "/other"));
    }

    private static JsonNode msgpack(TailEntry entry) {
        ByteBuf batch = Unpooled.buffer();
        encoder(Wire.WEBSOCKET_4, MSGPACK, "/acme").delivery(batch, AFTER, entry);
        // A short frame: two bytes of head.
        byte[] message = ByteBufUtil.getBytes(batch, 2, batch.readableBytes() - 2);
        Packet packet = MSGPACK.decoder(any -> true).add(new EngineMessage.Binary(message));
        assertThat(packet.type()).isEqualTo(PacketType.EVENT);
        assertThat(packet.namespace()).isEqualTo("/acme");
        return packet.data();
    }

    private static String polling(String name, TailEntry entry) {
        return text(encoder(Wire.POLLING_4, JSON, name), entry);
    }

    private static String text(SocketEncoder encoder, TailEntry entry) {
        return written(encoder, (same, batch) -> same.delivery(batch, AFTER, entry));
    }

    private static String hex(SocketEncoder encoder, TailEntry entry) {
        ByteBuf batch = Unpooled.buffer();
        encoder.delivery(batch, AFTER, entry);
        return ByteBufUtil.hexDump(batch);
    }

    private static String written(SocketEncoder encoder, BiConsumer<SocketEncoder, ByteBuf> frames) {
        ByteBuf batch = Unpooled.buffer();
        frames.accept(encoder, batch);
        return batch.toString(UTF_8);
    }

    private static SocketEncoder encoder(Wire wire, Parser parser, String name) {
        return new SocketEncoder(wire, parser, name, Manner.NATIVE);
    }

    private static TailEntry delivery(String type, String json) {
        return new TailEntry(18429, ORDERS, Roles.NONE, type, null, null, json.getBytes(UTF_8));
    }

    private static TailEntry packet(String json, byte[]... attachments) {
        Target target = new Target("/acme", Set.of(), Set.of(), List.of(attachments));
        return new TailEntry(18429, namespace("/acme"), Roles.NONE, null, null, null, target, json.getBytes(UTF_8));
    }
}
