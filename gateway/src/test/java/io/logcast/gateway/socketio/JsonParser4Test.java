package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.gateway.engineio.EngineMessage;
import io.logcast.gateway.engineio.MalformedMessage;
import org.junit.jupiter.api.Test;

/** As socket.io-client 2.5 speaks. */
final class JsonParser4Test {

    private static final Parser PARSER = new JsonParser4(SocketIoSettings.DEFAULT);

    @Test
    void connect_withAQuery_hasItAsItsPayload() {
        Packet packet = decode("0/my tenant?token=a%20b%2C&stream=s1&stream=s2&empty=,");

        assertThat(packet.type()).isEqualTo(PacketType.CONNECT);
        assertThat(packet.namespace()).isEqualTo("/my tenant");
        assertThat(packet.data().toString())
                .isEqualTo("{\"token\":\"a b,\",\"stream\":[\"s1\",\"s2\"],\"empty\":\"\"}");
    }

    @Test
    void connect_withoutAQuery_hasNoPayload() {
        assertThat(decode("0/tenant,")).isEqualTo(new Packet(PacketType.CONNECT, "/tenant", null, null));
    }

    @Test
    void event_keepsItsData() {
        Packet packet = decode("2/tenant?token=a,7[\"e\"]");

        assertThat(packet).isEqualTo(new Packet(PacketType.EVENT, "/tenant", 7L, Events.json("[\"e\"]")));
    }

    @Test
    void query_thatCannotBeDecoded_isMalformed() {
        assertThatThrownBy(() -> decode("0/tenant?a=%zz,")).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void error_isAText() {
        Packet packet = new Packet(
                PacketType.CONNECT_ERROR, "/x", null, JsonNodeFactory.instance.textNode("Invalid namespace"));

        assertThat(PARSER.encode(packet)).singleElement().hasToString("4/x,\"Invalid namespace\"");
    }

    private static Packet decode(String text) {
        return PARSER.decoder(any -> true).add(EngineMessage.Text.of(text));
    }
}
