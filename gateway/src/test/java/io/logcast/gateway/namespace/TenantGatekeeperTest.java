package io.logcast.gateway.namespace;

import static io.logcast.gateway.namespace.House.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.socketio.Verdict;
import io.logcast.json.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TenantGatekeeperTest {

    private final House house = new House();
    private final TenantGatekeeper gatekeeper = house.gatekeeper();

    @Test
    void caller_ofTheTenantOrOfCore_isAdmitted() {
        assertThat(decide(request("/acme", "acme:bob"))).isInstanceOf(Verdict.Admitted.class);
        assertThat(decide(request("/acme", "core:root"))).isInstanceOf(Verdict.Admitted.class);
        assertThat(decide(request("/", "core:root"))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void caller_ofAnotherTenant_isRefused() {
        assertThat(refusal(request("/acme", "other:ann"))).isEqualTo("foreign-tenant");
        assertThat(refusal(request("/", "acme:ann"))).isEqualTo("foreign-tenant");
        assertThat(refusal(request("/acme", "other:ann", "news"))).isEqualTo("foreign-tenant");
    }

    @Test
    void nobody_isRefused() {
        assertThat(refusal(request("/acme", null))).isEqualTo("unauthenticated");
        assertThat(refusal(request("/acme", null, "orders"))).isEqualTo("unauthenticated");
        assertThat(refusal(request("/acme", null, "gone"))).isEqualTo("unauthenticated");
        assertThat(refusal(request("/acme", "forged", "news"))).isEqualTo("unauthenticated");
    }

    @Test
    void nobody_mayHearPublicStreams() {
        assertThat(decide(request("/acme", null, "news")))
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        admitted ->
                                assertThat(admitted.listener().isReachable()).isFalse());
    }

    @Test
    void stream_thatIsNotForTheCaller_isRefused() {
        assertThat(decide(request("/acme", "acme:ann", "orders", "news"))).isInstanceOf(Verdict.Admitted.class);
        assertThat(refusal(request("/acme", "acme:bob", "orders"))).isEqualTo("missing-role");
        assertThat(refusal(request("/acme", "acme:ann", "gone"))).isEqualTo("not-found");
        assertThat(refusal(request("/acme", "acme:ann", "a/b"))).isEqualTo("invalid-field");
    }

    @Test
    void namespace_thatIsNone_isInvalid() {
        assertThat(decide(request("/acme/", "acme:ann"))).isEqualTo(Verdict.Refused.NO_SUCH_NAMESPACE);
    }

    @Test
    void implicit_isABystander() {
        ConnectRequest implicit = new ConnectRequest(
                House.handshake(3, Map.of(), Map.of()), "/", Map.of(), Json.object(), null, null, true);

        FakeSocket socket = house.enter(gatekeeper, implicit);

        assertThat(socket.told).containsExactly("CONNECT");
        assertThat(socket.pid()).isNull();
        assertThat(socket.listener.isReachable()).isFalse();
    }

    /** A CONNECT_ERROR would stop the client for good. */
    @Test
    void whatWillPass_isNoRefusal() {
        house.known = Optional.empty();
        assertThat(decide(request("/acme", "acme:ann"))).isInstanceOf(Verdict.Later.class);

        house.draining = true;
        assertThat(decide(request("/acme", "forged"))).isInstanceOf(Verdict.Later.class);
    }

    private Verdict decide(ConnectRequest request) {
        return house.decide(gatekeeper, request);
    }

    private String refusal(ConnectRequest request) {
        return ((Verdict.Refused) decide(request)).data().path("code").asText();
    }
}
