package io.logcast.standalone.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import io.logcast.standalone.NodeClients;
import io.logcast.standalone.Services;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services as somebody runs them who had ADSP's, and what its users and administrators do. */
final class AdspPlatform implements NodeClients.Setting {

    static final String AUDIENCE = "urn:ads:platform:push-service";

    private final KafkaFixture kafka;
    private final Services services;
    private final HttpClient client = HttpClient.newHttpClient();

    private AdspPlatform(KafkaFixture kafka, Services services) {
        this.kafka = kafka;
        this.services = services;
    }

    static AdspPlatform start(Map<String, Object> more) throws Exception {
        KafkaFixture kafka = KafkaFixture.start();
        Map<String, Object> properties = new HashMap<>(Map.of(
                "logcast.profiles.adsp.enabled",
                true,
                "logcast.profiles.adsp.secret",
                Tokens.DEFAULT.secret(),
                "logcast.profiles.adsp.anonymous",
                true,
                "logcast.gateway.heartbeat",
                "1s"));
        properties.putAll(more);
        Services services = Services.on(kafka, properties);
        services.awaitReady();
        return new AdspPlatform(kafka, services);
    }

    Services services() {
        return services;
    }

    URI url(String path) {
        return services.url(path);
    }

    /** A user of a tenant, Ann Lee, with roles of the realm. */
    static String token(String tenant, String... roles) {
        return token(tenant, Duration.ofHours(1), AUDIENCE, roles);
    }

    static String token(String tenant, Duration lifetime, String audience, String... roles) {
        ObjectNode claims = Json.object()
                .put("iss", "https://access.example/auth/realms/" + tenant)
                .put("sub", "u-1")
                .put("name", "Ann Lee")
                .put("exp", Instant.now().plus(lifetime).getEpochSecond());
        claims.putArray("aud").add("account").add(audience);
        ArrayNode names = claims.putObject("realm_access").putArray("roles");
        List.of(roles).forEach(names::add);
        return Tokens.DEFAULT.sign(claims.toString());
    }

    /** A stream of that tenant's health:checked events for clerks. */
    void define(String tenant, String stream) throws IOException, InterruptedException {
        define(tenant, stream, "{\"subscriberRoles\":[\"clerk\"],\"events\":[%s]}".formatted(taking("")));
    }

    void definePublic(String tenant, String stream) throws IOException, InterruptedException {
        define(tenant, stream, "{\"publicSubscribe\":true,\"events\":[%s]}".formatted(taking("")));
    }

    void define(String tenant, String stream, String definition) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                services.define(Tokens.DEFAULT.token(tenant, "admin", "stream-admin"), stream, definition);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    /** @param more members of the selector, beginning with a comma */
    static String taking(String more) {
        return "{\"namespace\":\"health\",\"name\":\"checked\"" + more + "}";
    }

    /** As its event service takes it. */
    void send(String tenant, String members) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(
                token(tenant, "event-sender"),
                "{\"namespace\":\"health\",\"name\":\"checked\",\"timestamp\":\"2021-10-12T15:03:50Z\"," + members
                        + "}");
        assertThat(answer.statusCode() + " " + answer.body()).isEqualTo("200 OK");
    }

    HttpResponse<String> post(String token, String event) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url("/event/v1/events")).header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.POST(BodyPublishers.ofString(event)).build(), BodyHandlers.ofString());
    }

    /** @param token null: none */
    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return services.get(path, token);
    }

    /** @param token null: none */
    CurlClient curl(String path, String token) throws Exception {
        return token == null
                ? CurlClient.listen(url(path))
                : CurlClient.listen("-H", "Authorization: Bearer " + token, url(path));
    }

    @Override
    public Map<String, String> environment() {
        String url = url("").toString();
        return Map.of(
                "LOGCAST_URLS",
                url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
                "LOGCAST_JWT_SECRET",
                Tokens.DEFAULT.secret());
    }

    @Override
    public void close() throws Exception {
        services.close();
        kafka.close();
    }
}
