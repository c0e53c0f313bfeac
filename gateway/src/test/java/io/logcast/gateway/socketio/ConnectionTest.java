package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.gateway.engineio.EngineCloseReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client hears that speaks JSON over Engine.IO 4. The numbers are those of the conformance list. */
final class ConnectionTest {

    private final TestLoop loop = new TestLoop();
    private final SocketIoSettings settings = SocketIoSettings.DEFAULT;
    private final LocalAdapter adapter = new LocalAdapter(settings);
    private final ScriptedGatekeeper gatekeeper = new ScriptedGatekeeper().admits("/", "/custom");
    private final SocketIoApplication application = new SocketIoApplication(gatekeeper, adapter, settings);
    private final ScriptedSession client = ScriptedSession.of4(application, loop);

    @Test
    void socketIo_12_connect_isAnsweredWithAnIdOfItsOwn() {
        List<String> root = client.says("0").hears();
        List<String> custom = client.says("0/custom,{\"token\":\"a\"}").hears();

        assertThat(root).singleElement().asString().matches("0\\{\"sid\":\"[\\w-]{20}\"}");
        assertThat(custom).singleElement().asString().matches("0/custom,\\{\"sid\":\"[\\w-]{20}\"}");
        assertThat(root.get(0)).doesNotContain(client.sid());
        assertThat(gatekeeper.listener("/").socket.id())
                .isNotEqualTo(gatekeeper.listener("/custom").socket.id());
    }

    @Test
    void socketIo_12_nobody_isInTheRootWithoutAsking() {
        assertThat(client.hears()).isEmpty();
        assertThat(gatekeeper.asked).isEmpty();
    }

    @Test
    void connect_tellsTheGatekeeperWhatTheClientSays() {
        client.says("0/custom,{\"pid\":\"p\",\"token\":\"t\",\"offset\":\"o\"}");

        ConnectRequest request = gatekeeper.lastRequest();
        assertThat(request.namespace()).isEqualTo("/custom");
        assertThat(request.auth()).hasToString("{\"token\":\"t\"}");
        assertThat(request.pid()).isEqualTo("p");
        assertThat(request.offset()).isEqualTo("o");
        assertThat(request.implicit()).isFalse();
    }

    @Test
    void connect_withAPidThatIsNoText_wantsNothingBack() {
        client.says("0{\"pid\":1}");

        assertThat(gatekeeper.lastRequest().pid()).isNull();
    }

    @Test
    void confirm_ofOneThatCanBeRecovered_tellsItsPrivateId() {
        RecordingListener listener = new RecordingListener();
        listener.pid = "secret";
        gatekeeper.answers("/r", new Verdict.Admitted(listener, "as-before"));

        assertThat(client.says("0/r").hears()).containsExactly("0/r,{\"sid\":\"as-before\",\"pid\":\"secret\"}");
        assertThat(listener.socket.rooms()).containsExactly("as-before");
    }

    @Test
    void socketIo_13_unknownNamespace_isRefusedAndTheConnectionStays() {
        assertThat(client.says("0/x").hears()).containsExactly("4/x,{\"message\":\"Invalid namespace\"}");
        assertThat(client.says("0").hears()).hasSize(1);
        assertThat(client.closedBy()).isNull();
    }

    @Test
    void socketIo_13_packetBeforeConnect_closesTheConnection() {
        assertThat(client.says("2[\"before connect\"]").closedBy()).isEqualTo(EngineCloseReason.FORCED);
    }

    /** It may have crossed our goodbye, and what else the connection is in can be recovered. */
    @ParameterizedTest
    @ValueSource(strings = {"2/custom,[\"not there\"]", "1/custom,", "3/custom,1[]"})
    void socketIo_13_packetForANamespaceThatItIsNotIn_closesTheConnection(String packet) {
        client.says("0");
        RecordingListener listener = gatekeeper.listener("/");

        assertThat(client.says(packet).closedBy()).isEqualTo(EngineCloseReason.FORCED);
        assertThat(listener.heard).containsExactly("left: forced close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "0", "4\"no\"", "4{}", "51-/custom,[\"not there\",{\"_placeholder\":true,\"num\":0}]"})
    void socketIo_13_packetThatDoesNotBelongThere_closesTheConnection(String packet) {
        client.says("0");

        assertThat(client.says(packet).closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
    }

    @Test
    void listener_thatIsNotReachable_isNotInTheNamespaceForOthers() {
        gatekeeper.answers("/public", Verdict.Admitted.anew(new RecordingListener() {

            @Override
            public boolean isReachable() {
                return false;
            }
        }));

        assertThat(client.says("0/public").hears()).hasSize(1);
        assertThat(adapter.namespaces()).isEmpty();
    }

    @Test
    void session_isSettled_whenSomebodyIsLetIn() {
        assertThat(client.says("0/x").isSettled()).isFalse();
        assertThat(client.says("0").isSettled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2{}", "2abc[\"e\"]", "2[\"connect\"]", "511-[\"e\"]", "2", "5[]", "0/custom,[]"})
    void socketIo_13_badPacket_closesTheConnection(String packet) {
        client.says("0");
        RecordingListener listener = gatekeeper.listener("/");

        assertThat(client.says(packet).closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
        assertThat(listener.heard).containsExactly("left: parse error");
    }

    @Test
    void event_withATooLongName_closesTheConnection() {
        client.says("0").says("2[\"" + "e".repeat(256) + "\"]");
        assertThat(client.closedBy()).isNull();

        client.says("2[\"" + "e".repeat(257) + "\"]");
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
    }

    @Test
    void namespace_withATooLongName_closesTheConnection() {
        client.says("0/" + "n".repeat(255));
        assertThat(client.closedBy()).isNull();

        client.says("0/" + "n".repeat(256));
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
    }

    @Test
    void namespaces_beyondTheLimit_closeTheConnection() {
        gatekeeper.admitsAll();
        for (int i = 0; i < settings.maxNamespaces(); i++) {
            client.says("0/n" + i);
        }
        assertThat(client.closedBy()).isNull();

        client.says("0/one-more");
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
        assertThat(adapter.namespaces()).isEmpty();
    }

    @Test
    void socketIo_14_withoutConnect_isClosedAfterTheTimeout() {
        loop.advance(Duration.ofSeconds(44));
        assertThat(client.closedBy()).isNull();

        loop.advance(Duration.ofSeconds(1));
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.FORCED);
    }

    @Test
    void socketIo_14_refusedConnect_doesNotStopTheTimeout() {
        client.says("0/x");

        loop.advance(Duration.ofSeconds(45));
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.FORCED);
    }

    /** As in Socket.IO's own server, which lets it be. */
    @Test
    void socketIo_14_whoHasLeftAllNamespaces_isNotClosed() {
        client.says("0").says("1");

        loop.advance(Duration.ofSeconds(100));
        assertThat(client.closedBy()).isNull();
        assertThat(client.says("0").hears()).hasSize(2);
    }

    @Test
    void socketIo_15_leavingOneNamespace_leavesOnlyThatOne() {
        client.says("0").says("0/custom").hears();
        RecordingListener root = gatekeeper.listener("/");
        RecordingListener custom = gatekeeper.listener("/custom");

        client.says("1/custom").says("2[\"still here\"]");

        assertThat(custom.heard).containsExactly("left: client namespace disconnect");
        assertThat(custom.socket.isGone()).isTrue();
        assertThat(root.heard).containsExactly("[\"still here\"]");
        assertThat(adapter.namespaces()).containsExactly("/");
    }

    @Test
    void socketIo_15_disconnectByTheServer_isToldForThatNamespace() {
        client.says("0").says("0/custom").hears();
        RecordingListener custom = gatekeeper.listener("/custom");

        custom.socket.disconnect(false);

        assertThat(client.hears()).containsExactly("1/custom,");
        assertThat(custom.heard).containsExactly("left: server namespace disconnect");
        assertThat(client.closedBy()).isNull();
        assertThat(client.says("0/custom").hears()).hasSize(1);
    }

    @Test
    void disconnect_withTheTransport_endsAllNamespaces() {
        client.says("0").says("0/custom").hears();

        gatekeeper.listener("/").socket.disconnect(true);

        assertThat(client.hears()).containsExactlyInAnyOrder("1", "1/custom,");
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.FORCED);
        assertThat(gatekeeper.listener("/custom").heard).containsExactly("left: server namespace disconnect");
    }

    @Test
    void drop_saysNothingAndCanBeRecovered() {
        client.says("0").hears();

        gatekeeper.listener("/").socket.drop();

        assertThat(client.hears()).isEmpty();
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.FORCED);
        assertThat(gatekeeper.listener("/").heard).containsExactly("left: forced close");
    }

    @Test
    void endOfTheConnection_isToldToAllNamespaces() {
        client.says("0").says("0/custom");

        client.breaksOff(EngineCloseReason.PING_TIMEOUT);

        assertThat(gatekeeper.listener("/").heard).containsExactly("left: ping timeout");
        assertThat(gatekeeper.listener("/custom").heard).containsExactly("left: ping timeout");
        assertThat(adapter.namespaces()).isEmpty();
    }

    @Test
    void socketIo_17_ackOfTheServer_carriesTheIdOfTheEvent() {
        client.says("0").hears();
        RecordingListener listener = gatekeeper.listener("/");
        client.says("21[\"first\"]").says("22[\"second\"]").says("2[\"none\"]");

        listener.asked.get(1).send(Events.json("[2]"));
        listener.asked.get(0).send(Events.json("[]"));
        listener.asked.get(0).send(Events.json("[\"twice\"]"));
        listener.asked.get(2).send(Events.json("[3]"));

        assertThat(client.hears()).containsExactly("32[2]", "31[]");
        assertThat(listener.asked.get(0).isWanted()).isTrue();
        assertThat(listener.asked.get(2).isWanted()).isFalse();
    }

    @Test
    void socketIo_17_ackWithBytes_isABinaryAck() {
        client.says("0").hears();
        client.says("51-9[\"b\",{\"_placeholder\":true,\"num\":0}]").saysBytes(1, 2);

        RecordingListener listener = gatekeeper.listener("/");
        listener.asked.get(0).send(JsonNodeFactory.instance.arrayNode().add(ScriptedSession.bytes(3, 4)));

        assertThat(client.hears()).containsExactly("61-9[{\"_placeholder\":true,\"num\":0}]", "<0304>");
    }

    @Test
    void socketIo_17_ackAfterTheClientHasLeft_isForgotten() {
        client.says("0").says("21[\"e\"]").hears();
        RecordingListener listener = gatekeeper.listener("/");
        client.says("1");

        listener.asked.get(0).send(Events.json("[]"));

        assertThat(client.hears()).isEmpty();
    }

    @Test
    void socketIo_17_ackOfTheClient_thatNobodyAskedFor_isIgnored() {
        client.says("0").hears();

        client.says("377[\"?\"]").says("3[\"?\"]");

        assertThat(client.closedBy()).isNull();
        assertThat(gatekeeper.listener("/").heard).isEmpty();
    }

    @Test
    void socketIo_18_binaryEvents_comeOutAsTheyWentIn() {
        client.says("0").hears();

        client.says("52-[\"b\",[{\"_placeholder\":true,\"num\":0}],{\"_placeholder\":true,\"num\":1}]")
                .saysBytes()
                .saysBytes(0, 255, 4);
        ClientSocket socket = gatekeeper.listener("/").socket;
        socket.emit(Events.binary("back", 0, 255, 4), Flags.NONE);

        assertThat(gatekeeper.listener("/").heard).containsExactly("[\"b\",[\"\"],\"AP8E\"]");
        assertThat(client.hears()).containsExactly("51-[\"back\",{\"_placeholder\":true,\"num\":0}]", "<00ff04>");
    }

    @Test
    void socketIo_21_volatileEvent_isDroppedWhereItWouldHaveToWait() {
        client.says("0").hears();
        ClientSocket socket = gatekeeper.listener("/").socket;

        socket.emit(Events.json("[\"v\",1]"), Flags.VOLATILE);
        client.stalls();
        socket.emit(Events.json("[\"v\",2]"), Flags.VOLATILE);
        socket.emit(Events.json("[\"e\",3]"), Flags.NONE);

        assertThat(client.hears()).containsExactly("2[\"v\",1]", "2[\"e\",3]");
    }

    @Test
    void socketIo_23_refusal_tellsMessageAndData() {
        gatekeeper.answers(
                "/no",
                new Verdict.Refused(
                        "Not yours", JsonNodeFactory.instance.objectNode().put("code", 7)));

        assertThat(client.says("0/no").hears())
                .containsExactly("4/no,{\"message\":\"Not yours\",\"data\":{\"code\":7}}");
    }

    @Test
    void whoIsExpelled_isToldAndDisconnected() {
        Verdict expelled = new Verdict.Expelled(new Verdict.Refused("No", null));
        gatekeeper.answers("/no", expelled);
        ScriptedSession old = ScriptedSession.of3(application, loop);
        old.hears();

        assertThat(client.says("0/no").hears()).containsExactly("4/no,{\"message\":\"No\"}");
        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.FORCED);
        assertThat(old.says("0/no").hears()).containsExactly("4/no,\"No\"", "1/no,");
        assertThat(old.closedBy()).isEqualTo(EngineCloseReason.FORCED);
    }

    @Test
    void whoIsExpelled_keepsItsOtherNamespaces() {
        gatekeeper.answers("/no", new Verdict.Expelled(new Verdict.Refused("No", null)));

        client.says("0/custom,").hears();

        assertThat(client.says("0/no").hears()).containsExactly("4/no,{\"message\":\"No\"}");
        assertThat(client.closedBy()).isNull();
    }

    /** While nothing is decided, and afterwards. */
    @Test
    void socketIo_23_whoIsRefused_hearsNothingOfTheNamespace() {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        gatekeeper.answersLater("/secret", verdict);
        ScriptedSession other = ScriptedSession.of4(application, loop);
        gatekeeper.answersLater("/secret", CompletableFuture.completedFuture(gatekeeper.admission("/secret")));
        other.says("0/secret").hears();
        gatekeeper.answersLater("/secret", verdict);
        Selector all = Who.all("/secret");
        client.says("0/secret");

        other.stalls();
        adapter.broadcast(all, Events.json("[\"while it waits\"]"), Flags.NONE);
        assertThat(client.hears()).isEmpty();
        verdict.complete(new Verdict.Refused("No", null));
        adapter.broadcast(all, Events.json("[\"afterwards\"]"), Flags.NONE);

        assertThat(client.hears()).containsExactly("4/secret,{\"message\":\"No\"}");
        assertThat(other.hears()).hasSize(2);
    }

    @Test
    void gatekeeper_thatFails_refusesWithoutDetails() {
        gatekeeper.answersLater("/a", CompletableFuture.failedFuture(new IllegalStateException("secret")));
        gatekeeper.answersLater("/b", null);

        assertThat(client.says("0/a").hears()).containsExactly("4/a,{\"message\":\"Refused\"}");
        assertThat(client.says("0/b").hears()).containsExactly("4/b,{\"message\":\"Refused\"}");
    }

    @Test
    void gatekeeper_thatCannotTellNow_makesTheClientComeBack() {
        client.says("0").hears();
        gatekeeper.answers("/later", new Verdict.Later());

        assertThat(client.says("0/later").closedBy()).isEqualTo(EngineCloseReason.FORCED);
        assertThat(client.hears()).isEmpty();
        assertThat(gatekeeper.listener("/").heard).containsExactly("left: forced close");
    }

    @Test
    void verdict_forAClientThatHasGone_isForgotten() {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        gatekeeper.answersLater("/slow", verdict);
        client.says("0/slow").breaksOff(EngineCloseReason.TRANSPORT_CLOSE);

        verdict.complete(gatekeeper.admission("/slow"));

        assertThat(gatekeeper.listener("/slow").socket).isNull();
        assertThat(adapter.namespaces()).isEmpty();
    }

    @Test
    void eventOrSecondConnect_whileTheFirstIsUndecided_closesTheConnection() {
        gatekeeper.answersLater("/slow", new CompletableFuture<>());

        client.says("0/slow").says("0/slow");

        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.PARSE_ERROR);
    }

    @Test
    void socket_beforeItIsConfirmed_maySendButIsNotFoundByOthers() {
        RecordingListener listener = new RecordingListener();
        listener.confirms = false;
        gatekeeper.answers("/r", Verdict.Admitted.anew(listener));
        client.says("0/r");
        Selector all = Who.all("/r");

        listener.socket.join(Set.of("room"));
        adapter.broadcast(all, Events.json("[\"not yet\"]"), Flags.NONE);
        listener.socket.emit(Events.json("[\"missed\"]"), Flags.NONE);
        assertThat(client.hears()).containsExactly("2/r,[\"missed\"]");
        listener.socket.confirm(null);
        client.stalls();
        adapter.broadcast(all, Events.json("[\"live\"]"), Flags.NONE);

        assertThat(client.hears()).hasSize(2).last().isEqualTo("2/r,[\"live\"]");
        assertThat(listener.socket.rooms()).contains("room");
    }

    @Test
    void socketIo_39_eventWithoutAckId_endsWithTheOffset() {
        client.says("0").hears();
        RecordingListener listener = gatekeeper.listener("/");
        listener.offset = "k3:7-1";

        listener.socket.emit(Events.json("[\"e\",\"text\"]"), Flags.NONE);
        listener.socket.emit(Events.json("[\"v\"]"), Flags.VOLATILE);

        assertThat(client.hears()).containsExactly("2[\"e\",\"text\",\"k3:7-1\"]", "2[\"v\",\"k3:7-1\"]");
    }

    @Test
    void emit_ofAReservedName_isAMistake() {
        client.says("0").hears();
        ClientSocket socket = gatekeeper.listener("/").socket;

        assertThatThrownBy(() -> socket.emit(Events.json("[\"disconnect\"]"), Flags.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listener_thatFails_endsItsConnectionOnly() {
        gatekeeper.answers("/broken", Verdict.Admitted.anew(new RecordingListener() {
            @Override
            public void event(ClientSocket from, ArrayNode event, Acknowledgement ack) {
                throw new IllegalStateException("broken");
            }
        }));

        client.says("0/broken").says("2/broken,[\"e\"]");

        assertThat(client.closedBy()).isEqualTo(EngineCloseReason.FORCED);
    }

    @Test
    void writable_isToldToEachNamespace() {
        client.says("0").says("0/custom").stalls();

        client.takesAgain();

        assertThat(gatekeeper.listener("/").heard).containsExactly("writable");
        assertThat(gatekeeper.listener("/custom").heard).containsExactly("writable");
    }
}
