package io.logcast.standalone;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.embedded.port.Ports;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.RedisFixture;
import io.logcast.testkit.RunnerProcess;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.io.IOException;
import java.net.ConnectException;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services as docker-compose.yml runs them, without the images: each jar in a process of its own, with the very
 * variables of the compose file, only addresses and ports put in their place.
 */
final class ServiceJarsIT {

    private static final Path ROOT = Path.of(System.getProperty("logcast.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void composedServices_carryAnEventToBothGateways_andACursorIsGoodOnEither() throws Exception {
        ComposeFile compose = ComposeFile.read();
        try (KafkaFixture kafka = KafkaFixture.start();
                RedisFixture redis = RedisFixture.create()) {
            redis.start();
            Map<String, String> addresses = Map.of(
                    "kafka:9092", kafka.bootstrapServers(),
                    "redis://redis:6379", redis.uri().toString(),
                    "/streams", ROOT.resolve("deploy/streams").toString());
            try (Service publisher = start(compose, "publisher-api", addresses);
                    Service projector = start(compose, "projector", addresses);
                    Service one = start(compose, "gateway-1", addresses);
                    Service two = start(compose, "gateway-2", addresses)) {
                for (Service service : List.of(publisher, projector, one, two)) {
                    awaitReady(service);
                }
                assertThat(send(
                                publisher,
                                "PUT",
                                "/v1/streams/s",
                                "{\"events\":[{\"namespace\":\"a\",\"name\":\"b\"}]}"))
                        .isEqualTo(201);
                String seen;
                try (SseRecorder first = subscribe(one, Map.of());
                        SseRecorder second = subscribe(two, Map.of())) {
                    publish(publisher, 1);
                    assertThat(first.awaitMessages(1)).isEqualTo(second.awaitMessages(1));
                    seen = first.lastId();
                }
                publish(publisher, 2);
                try (SseRecorder resumed = subscribe(two, Map.of("Last-Event-ID", seen))) {
                    assertThat(resumed.awaitMessages(1))
                            .singleElement()
                            .asString()
                            .contains("\"payload\":2");
                }
            }
        }
    }

    @Test
    void serviceWithoutASecret_saysSoInOneLineAndEnds() throws Exception {
        for (String module : List.of("publisher-api", "gateway")) {
            try (RunnerProcess service =
                    RunnerProcess.start(command(module), folder, Map.of("LOGCAST_JWT_SECRET", ""))) {
                assertThat(service.exitCode(PATIENCE)).isEqualTo(1);
                assertThat(service.lines())
                        .filteredOn(line -> line.contains("ERROR"))
                        .singleElement()
                        .asString()
                        .contains("LOGCAST_JWT_SECRET");
            }
        }
    }

    /** A variable that no service reads is a misspelt one, and would be ignored in silence. */
    @Test
    void variablesOfTheComposeFile_areOnesThatTheServiceReads() throws Exception {
        ComposeFile compose = ComposeFile.read();
        for (String service : ComposeFile.OURS) {
            String settings = Files.readString(ROOT.resolve("node/src/main/resources/application.yml"))
                    + Files.readString(ROOT.resolve(settingsOf(compose.module(service))));
            assertThat(compose.environment(service).keySet())
                    .allSatisfy(variable -> assertThat(settings).contains("${" + variable + ":"));
        }
    }

    private static String settingsOf(String module) {
        String name = module.equals("publisher-api") ? "publisher" : module;
        return module + "/src/main/resources/application-" + name + ".yml";
    }

    private Service start(ComposeFile compose, String service, Map<String, String> addresses) throws IOException {
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(compose.environment(service).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, variable -> value(variable, addresses))));
        environment.put("LOGCAST_PORT", Integer.toString(port));
        environment.put("LOGCAST_HOST", "127.0.0.1");
        RunnerProcess process = RunnerProcess.start(command(compose.module(service)), folder, environment);
        return new Service(process, URI.create("http://127.0.0.1:" + port));
    }

    private static String value(Map.Entry<String, Object> variable, Map<String, String> addresses) {
        String written = variable.getValue().toString();
        if (Pattern.matches("\\$\\{LOGCAST_JWT_SECRET:\\?.+}", written)) {
            return Tokens.DEFAULT.secret();
        }
        return addresses.getOrDefault(written, written);
    }

    private static List<String> command(String module) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve(module + "/target/logcast-" + module + ".jar").toString());
    }

    private void awaitReady(Service service) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .untilAsserted(() -> assertThat(send(service, "GET", "/health/readiness", ""))
                        .as(() -> String.join("\n", service.process().lines()))
                        .isEqualTo(200));
    }

    private void publish(Service publisher, int payload) throws IOException, InterruptedException {
        String event = "{\"namespace\":\"a\",\"name\":\"b\",\"payload\":" + payload + "}";
        assertThat(send(publisher, "POST", "/v1/events", event)).isEqualTo(202);
    }

    private int send(Service service, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(service.url().resolve(path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
        return answer.statusCode();
    }

    private static SseRecorder subscribe(Service gateway, Map<String, String> headers) throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + TOKEN);
        return SseRecorder.open(gateway.url().resolve("/v1/events?stream=s"), all);
    }

    private record Service(RunnerProcess process, URI url) implements AutoCloseable {

        @Override
        public void close() throws InterruptedException {
            process.close();
        }
    }
}
