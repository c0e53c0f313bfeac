package io.logcast.gateway.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CredentialsTest {

    private static final Map<String, String> HEADERS =
            Map.of("authorization", "Bearer header", "cookie", "a=b; jwt=cookie");
    private static final Map<String, List<String>> QUERY = Map.of("token", List.of("query"));

    @Test
    void places_areLookedAtInThisOrder() {
        assertThat(of(Json.object().put("token", "payload"), HEADERS, QUERY)).isEqualTo("payload");
        assertThat(of(Json.object().put("jwt", "payload"), HEADERS, QUERY)).isEqualTo("payload");
        assertThat(of(Json.object(), HEADERS, QUERY)).isEqualTo("header");
        assertThat(of(Json.object(), Map.of("cookie", "jwt=cookie"), QUERY)).isEqualTo("query");
        assertThat(of(Json.object(), Map.of("cookie", "a=b; jwt=cookie"), Map.of()))
                .isEqualTo("cookie");
        assertThat(of(Json.object(), Map.of(), Map.of())).isNull();
    }

    @Test
    void scheme_isLeftOut() {
        assertThat(of(Json.object(), Map.of("authorization", "bearer  x"), Map.of()))
                .isEqualTo("x");
        assertThat(of(Json.object(), Map.of("authorization", "JWT x"), Map.of()))
                .isEqualTo("x");
        assertThat(of(Json.object().put("token", "Bearer x"), Map.of(), Map.of()))
                .isEqualTo("x");
    }

    @Test
    void schemeOfSomebodyElse_isPassedOver() {
        assertThat(of(Json.object(), Map.of("authorization", "Basic YTpi"), Map.of("jwt_token", List.of("x"))))
                .isEqualTo("x");
        assertThat(of(Json.object(), Map.of("authorization", "Basic YTpi"), Map.of()))
                .isNull();
    }

    @Test
    void whatIsNoText_isNoToken() {
        ObjectNode auth = Json.object();
        auth.putObject("token").put("a", 1);
        auth.put("jwt", 7);

        assertThat(of(auth, Map.of(), Map.of("token", List.of(""), "jwt_token", List.of("x"))))
                .isEqualTo("x");
    }

    private static String of(ObjectNode auth, Map<String, String> headers, Map<String, List<String>> query) {
        return Credentials.of(
                        new ConnectRequest(House.handshake(4, query, headers), "/acme", query, auth, null, null, false))
                .orElse(null);
    }
}
