package io.logcast.gateway.namespace;

import static io.logcast.gateway.namespace.House.request;
import static io.logcast.gateway.namespace.House.returning;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.socketio.DisconnectReason;
import io.logcast.gateway.socketio.Verdict;
import io.logcast.json.Json;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecoveryTest {

    private final House house = new House();
    private final TenantGatekeeper here = house.gatekeeper();
    private final TenantGatekeeper there = house.gatekeeper();

    @Test
    void missedEvents_comeBeforeConnect_onAnotherGateway() {
        FakeSocket before = connected();
        house.append("orders");
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);
        house.append("orders");
        house.append("orders");

        FakeSocket after = house.enter(there, back(before, "e1:0-6"));
        house.append("orders");

        assertThat(after.told).containsExactly(event(6), event(7), "CONNECT", event(8));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.pid()).isEqualTo(before.pid());
    }

    @Test
    void withoutOffset_itGoesOnFromWhereItConnected() {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.PING_TIMEOUT);
        house.append("orders");

        FakeSocket after = house.enter(there, back(before, null));

        assertThat(after.told).containsExactly(event(5), "CONNECT");
    }

    @Test
    void connectionThatTakesNothing_isConfirmedWhenItHasAll() {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);
        house.append("orders");
        Verdict.Admitted admitted = (Verdict.Admitted) house.decide(there, back(before, "e1:0-5"));
        FakeSocket after =
                new FakeSocket(before.loop(), before.handshake(), "/acme", admitted.id(), admitted.listener());
        after.isWritable(false);
        admitted.listener().admitted(after);
        assertThat(after.told).isEmpty();

        after.isWritable(true);

        assertThat(after.told).containsExactly(event(5), "CONNECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "some string", "e1:0", "e1:3-5", "e1:0-5,1-5"})
    void offsetThatIsNone_isANewSession(String offset) {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);
        house.append("orders");

        assertNew(house.enter(there, back(before, offset)), before);
    }

    @Test
    void pidThatIsForgedOrForeign_isANewSession() {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);
        house.append("orders");

        assertNew(house.enter(there, returning("/acme", "acme:ann", before.pid() + "x", "e1:0-5", "orders")), before);
        assertNew(house.enter(there, returning("/acme", "acme:bob", before.pid(), "e1:0-5")), before);
        assertNew(house.enter(there, returning("/axr", "acme:ann", before.pid(), "e1:0-5")), before);
        assertNew(house.enter(there, returning("/other", "other:ann", before.pid(), "e1:0-5")), before);
        assertNew(house.enter(there, returning("/acme", "core:root", before.pid(), "e1:0-5", "orders")), before);
        assertNew(house.enter(there, returning("/acme", null, before.pid(), "e1:0-5", "news")), before);
    }

    @Test
    void token_isAskedForAgain() {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);

        assertThat(house.decide(there, returning("/acme", "expired", before.pid(), "e1:0-5", "orders")))
                .isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sessionThatIsOver_isNotRecovered(boolean byClient) {
        FakeSocket before = connected();
        if (byClient) {
            before.breaks(DisconnectReason.CLIENT_LEFT);
        } else {
            before.disconnect(false);
        }
        house.append("orders");

        assertNew(house.enter(there, back(before, "e1:0-5")), before);
    }

    @Test
    void whatRetentionHasTaken_isToldAfterConnect() {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);
        house.log.restart(20);
        house.append("orders");

        FakeSocket after = house.enter(there, back(before, "e1:0-5"));

        assertThat(after.told)
                .containsExactly(
                        "CONNECT",
                        "[\"logcast.gap\",{\"reason\":\"retention\",\"requested\":\"e1:0-5\",\"resumedAt\":\"e1:0-20\","
                                + "\"from\":5,\"to\":20},\"e1:0-20\"]",
                        event(20));
        assertThat(after.pid()).isNotEqualTo(before.pid());
    }

    @Test
    void halfOpenConnection_isDroppedWithoutAWord() {
        FakeSocket old = connected();
        FakeSocket other = connected();

        FakeSocket taker = house.enter(there, back(old, "e1:0-5"));
        house.append("orders");

        assertThat(old.told).containsExactly("CONNECT", "DROP");
        assertThat(taker.told).containsExactly("CONNECT", event(5));
        assertThat(other.told).containsExactly("CONNECT", event(5));
        assertThat(house.ledger.overs()).isZero();
    }

    @Test
    void halfOpenConnection_onTheSameGateway_isDroppedAsWell() {
        FakeSocket first = connected();
        FakeSocket second = house.enter(here, back(first, "e1:0-5"));
        FakeSocket third = house.enter(here, back(second, "e1:0-5"));

        assertThat(first.isGone()).isTrue();
        assertThat(second.isGone()).isTrue();
        assertThat(third.isGone()).isFalse();
        assertThat(house.fanout.subscribers()).isEqualTo(1);
    }

    @Test
    void whoComesSecond_getsANewSession() {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);
        house.ledger.beatsTheNextClaim();

        assertNew(house.enter(there, back(before, "e1:0-5")), before);
    }

    /** A refusal would be for good, and a new session would lose events. */
    @Test
    void ledgerThatIsAway_isAskedLater() {
        FakeSocket before = connected();
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);
        house.ledger.goesAway();

        assertThat(house.decide(there, back(before, "e1:0-5"))).isInstanceOf(Verdict.Later.class);
    }

    @Test
    void rooms_areThoseThatItWasPutInto() {
        FakeSocket before = house.enter(here, request("/axr", "acme:ann"));
        before.isPutInto(Set.of("kitchen"));
        before.breaks(DisconnectReason.TRANSPORT_CLOSE);

        FakeSocket after = house.enter(there, returning("/axr", "acme:ann", before.pid(), null));

        assertThat(after.rooms()).containsExactlyInAnyOrder("allusers", "ann", "kitchen", before.id());
    }

    @Test
    void connectionThatEndsBeforeItComesIn_leavesNothingBehind() {
        FakeSocket before = connected();
        Verdict.Admitted admitted = (Verdict.Admitted) house.decide(there, back(before, "e1:0-5"));

        admitted.listener().abandoned();

        assertThat(house.enter(there, back(before, "e1:0-5")).pid()).isEqualTo(before.pid());
    }

    @Test
    void clientsOfEngineIo3_haveNoSession() {
        ConnectRequest request = new ConnectRequest(
                House.handshake(3, Map.of(), Map.of()),
                "/acme",
                Map.of(),
                Json.object().put("token", "acme:ann"),
                null,
                null,
                false);

        FakeSocket socket = house.enter(here, request);

        assertThat(socket.pid()).isNull();
        assertThat(socket.listener.offset(socket)).isNull();
    }

    private FakeSocket connected() {
        return house.enter(here, request("/acme", "acme:ann", "orders"));
    }

    private static ConnectRequest back(FakeSocket before, String offset) {
        return returning("/acme", "acme:ann", before.pid(), offset, "orders");
    }

    private static void assertNew(FakeSocket after, FakeSocket before) {
        assertThat(after.told).containsExactly("CONNECT");
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.pid()).isNotEqualTo(before.pid());
    }

    private static String event(long offset) {
        return "[\"orders:created\",{\"n\":" + offset + "},\"e1:0-" + (offset + 1) + "\"]";
    }
}
