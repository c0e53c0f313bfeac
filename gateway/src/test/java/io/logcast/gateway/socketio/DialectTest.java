package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients of other kinds than socket.io-client 4 with its usual parser. */
final class DialectTest {

    private static final String CONNECT = "83a47479706500a464617461d40000a36e7370a2" + "2f61";

    private final TestLoop loop = new TestLoop();
    private final SocketIoSettings settings = SocketIoSettings.DEFAULT;
    private final LocalAdapter adapter = new LocalAdapter(settings);
    private final ScriptedGatekeeper gatekeeper = new ScriptedGatekeeper().admits("/", "/a", "/tenant");
    private final SocketIoApplication application = new SocketIoApplication(gatekeeper, adapter, settings);

    @Test
    void socketIo_26_clientOfVersion2_isInTheRootAtOnce() {
        ScriptedSession client = ScriptedSession.of3(application, loop);

        assertThat(client.hears()).containsExactly("0");
        assertThat(gatekeeper.lastRequest().implicit()).isTrue();
        assertThat(gatekeeper.listener("/").socket.id()).isEqualTo(client.sid());
    }

    @Test
    void socketIo_26_clientOfVersion2_saysInTheNamespaceWhatItHasToSay() {
        ScriptedSession client = ScriptedSession.of3(application, loop);
        client.hears();

        client.says("0/tenant?token=abc&pid=p,");

        ConnectRequest request = gatekeeper.lastRequest();
        assertThat(client.hears()).containsExactly("0/tenant,");
        assertThat(request.implicit()).isFalse();
        assertThat(request.parameter("token")).contains("abc");
        assertThat(request.parameter("stream")).contains("of-connection");
        assertThat(request.auth().path("token").textValue()).isEqualTo("abc");
        assertThat(request.pid()).isNull();
        assertThat(gatekeeper.listener("/tenant").socket.id()).isEqualTo("/tenant#" + client.sid());
    }

    @Test
    void socketIo_26_clientOfVersion2_isRefusedWithATextOrWithData() {
        gatekeeper.answers(
                "/no",
                new Verdict.Refused(
                        "Not yours", JsonNodeFactory.instance.objectNode().put("code", 7)));
        ScriptedSession client = ScriptedSession.of3(application, loop);
        client.hears();

        assertThat(client.says("0/x,").hears()).containsExactly("4/x,\"Invalid namespace\"");
        assertThat(client.says("0/no,").hears()).containsExactly("4/no,{\"code\":7}");
    }

    @Test
    void socketIo_26_clientOfVersion2_isNotClosedForWantOfAConnect() {
        ScriptedSession client = ScriptedSession.of3(application, loop);

        loop.advance(Duration.ofMinutes(2));

        assertThat(client.closedBy()).isNull();
    }

    @Test
    void socketIo_27_clientWhoseFirstPacketIsBinary_speaksMessagePack() {
        ScriptedSession client = ScriptedSession.of4(application, loop);

        List<String> answer = client.saysHex(CONNECT).hears();

        assertThat(answer)
                .singleElement()
                .asString()
                .matches("<83a47479706500a46461746181a3736964b4[0-9a-f]{40}a36e7370a22f61>");
        assertThat(gatekeeper.listener("/a").socket.parser()).isInstanceOf(MsgpackParser.class);
    }

    @Test
    void socketIo_27_otherParserThanAtFirst_closesTheConnection() {
        ScriptedSession first = ScriptedSession.of4(application, loop);
        ScriptedSession second = ScriptedSession.of4(application, loop);

        assertThat(first.saysHex(CONNECT).says("0").closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
        assertThat(second.says("0").saysHex(CONNECT).closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
    }

    @Test
    void socketIo_27_sameRoom_getsTheSameEventInBothParsers() {
        ScriptedSession plain = ScriptedSession.of4(application, loop).on(Wire.POLLING_4);
        ScriptedSession packed = ScriptedSession.of4(application, loop).on(Wire.POLLING_4);
        plain.says("0/a").hears();
        packed.saysHex(CONNECT).hears();
        plain.stalls();
        packed.stalls();

        adapter.broadcast(Who.all("/a"), Events.binary("b", 1, 2), Flags.NONE);

        assertThat(plain.hears()).containsExactly("51-/a,[\"b\",{\"_placeholder\":true,\"num\":0}]", "<0102>");
        assertThat(packed.hears()).containsExactly("<83a47479706502a46461746192a162c4020102a36e7370a22f61>");
        assertThat(adapter.encodes().sum()).isEqualTo(2);
    }
}
