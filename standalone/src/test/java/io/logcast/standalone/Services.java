package io.logcast.standalone;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.embedded.port.Ports;
import io.logcast.testkit.KafkaAccess;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** The three services in this JVM, on a Kafka of the test's own, spoken to over HTTP like from outside. */
public final class Services implements AutoCloseable {

    private final KafkaAccess kafka;
    private final AutoCloseable ownKafka;
    private final ApplicationContext context;
    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    private Services(KafkaAccess kafka, AutoCloseable ownKafka, ApplicationContext context) {
        this.kafka = kafka;
        this.ownKafka = ownKafka;
        this.context = context;
        this.url = context.getBean(EmbeddedServer.class).start().getURI();
    }

    /** Ready, with a Kafka that ends with it. */
    public static Services start() throws Exception {
        KafkaFixture kafka = KafkaFixture.start();
        Services services = new Services(kafka, kafka, context(kafka, Map.of()));
        services.awaitReady();
        return services;
    }

    /** On a Kafka that may be away; not waited for. */
    public static Services on(KafkaAccess kafka) throws IOException {
        return on(kafka, Map.of());
    }

    public static Services on(KafkaAccess kafka, Map<String, Object> properties) throws IOException {
        return new Services(kafka, () -> {}, context(kafka, properties));
    }

    public KafkaAccess kafka() {
        return kafka;
    }

    /** A part of the services, to look at what nobody sees from outside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI url(String path) {
        return url.resolve(path);
    }

    public void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(get("/health/readiness", null).statusCode()).isEqualTo(200));
    }

    public HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).GET());
    }

    /** One page of the subscription. */
    public HttpResponse<String> page(String query, String token) throws IOException, InterruptedException {
        return send(request("/v1/events?" + query, token)
                .header("Accept", "application/json")
                .GET());
    }

    public HttpResponse<String> publish(String token, String event) throws IOException, InterruptedException {
        return send(request("/v1/events", token).POST(BodyPublishers.ofString(event)));
    }

    public HttpResponse<String> define(String token, String stream, String definition)
            throws IOException, InterruptedException {
        return send(request("/v1/streams/" + stream, token).PUT(BodyPublishers.ofString(definition)));
    }

    public HttpResponse<String> put(String path, String token, String body) throws IOException, InterruptedException {
        return send(request(path, token).PUT(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        return send(request(path, token).POST(BodyPublishers.ofString(body)));
    }

    public SseRecorder subscribe(String query, String token) throws IOException {
        return subscribe(query, token, null);
    }

    /** @param lastEventId null: none */
    public SseRecorder subscribe(String query, String token, String lastEventId) throws IOException {
        Map<String, String> headers = new HashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return SseRecorder.open(url.resolve("/v1/events?" + query), headers);
    }

    /** A wrong status shows what the answer says. */
    public static void assertStatus(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Override
    public void close() throws Exception {
        context.close();
        ownKafka.close();
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static ApplicationContext context(KafkaAccess kafka, Map<String, Object> properties) throws IOException {
        Path folder = Files.createTempDirectory("logcast-services");
        int port = Ports.free();
        Map<String, Object> all = new HashMap<>(Map.ofEntries(
                entry("micronaut.server.host", "127.0.0.1"),
                entry("micronaut.server.port", port),
                entry("micronaut.security.enabled", true),
                entry("micronaut.security.token.jwt.signatures.secret.generator.secret", Tokens.DEFAULT.secret()),
                entry("logcast.kafka.bootstrap-servers", kafka.bootstrapServers()),
                entry("logcast.node-id", "test-" + port),
                entry("logcast.projector.state-folder", folder.toString()),
                entry("redis.uri", "redis://127.0.0.1:" + Ports.free())));
        all.putAll(properties);
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .environments("publisher", "projector", "gateway")
                .properties(all)
                .start();
    }
}
