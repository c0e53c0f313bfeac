package io.logcast.gateway.namespace;

import static io.logcast.gateway.namespace.House.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.Samples;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.socketio.Verdict;
import io.logcast.json.Json;
import io.logcast.stream.Roles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    void reception_receivesItsOwnClients_inItsManner() {
        house.receptions.add(request -> completedFuture(
                request.namespace().equals("/Some Where") ? Optional.of(listener("/Some Where")) : Optional.empty()));
        TenantGatekeeper receiving = house.gatekeeper();

        FakeSocket socket = house.enter(receiving, request("/Some Where", null));
        house.append("news");

        assertThat(socket.pid()).isNull();
        assertThat(socket.listener.isReachable()).isFalse();
        assertThat(socket.told.get(1)).endsWith("[\"shown\",{}]");
        assertThat(house.decide(receiving, request("/acme", "acme:bob"))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void reception_declinesInItsOwnWords() {
        house.receptions.add(request -> failedFuture(new Declined("Not here.")));

        assertThat(house.decide(house.gatekeeper(), request("/acme", "acme:bob")))
                .isEqualTo(new Verdict.Refused("Not here.", null));
    }

    /** What an operator has configured is for those whom it was configured for; "/" says of nobody whose it is. */
    @Test
    void reception_isNotAskedForNamespacesThatAreConfigured() {
        house.receptions.add(request -> failedFuture(new Declined("Not here.")));

        assertThat(house.decide(house.gatekeeper(), request("/axr", "acme:bob")))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(house.decide(house.gatekeeper(), request("/", "core:root"))).isInstanceOf(Verdict.Refused.class);
    }

    private static Guest listener(String namespace) {
        Rendering rendering = entry -> new Rendering.Rendered("shown", "{}".getBytes(UTF_8));
        return new Guest(
                new NamespaceRule(namespace, Samples.ACME, List.of(), false),
                Optional.empty(),
                Roles.NONE,
                Set.of(Samples.key("news")),
                DeliveryFilter.NONE,
                new Manner(rendering, true, false));
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
