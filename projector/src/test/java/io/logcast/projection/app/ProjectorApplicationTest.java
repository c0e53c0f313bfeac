package io.logcast.projection.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logcast.testkit.StoppableBroker;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProjectorApplicationTest {

    @TempDir
    Path folder;

    @Test
    void readiness_isDownWithoutKafka_andUpWhenEventsFlow_withoutAToken() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create();
                EmbeddedServer server = start(broker.bootstrapServers())) {
            HttpResponse<String> away = get(server, "/health/readiness");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).contains("\"projection\"").contains("\"state\":\"CREATED\"");
            assertThat(get(server, "/health/liveness").statusCode()).isEqualTo(200);

            broker.start();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(server, "/health/readiness").statusCode() == 200);
            assertThat(get(server, "/health/readiness").body())
                    .contains("\"state\":\"RUNNING\"")
                    .contains("\"partitions\":12");
        }
    }

    @Test
    void wrongDefinitionFile_stopsTheStart_withFileAndFieldInTheMessage() throws Exception {
        Files.writeString(folder.resolve("orders.yaml"), "tenant: acme\nid: orders\nevents: [{namespace: orders}]\n");

        assertThatThrownBy(() -> start("127.0.0.1:1").close())
                .rootCause()
                .hasMessage("logcast.definitions.folder holds the wrong file " + folder.resolve("orders.yaml")
                        + ": events[0].name is required");
    }

    private EmbeddedServer start(String bootstrapServers) {
        return ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "logcast.kafka.bootstrap-servers", bootstrapServers,
                        "logcast.definitions.folder", folder.toString(),
                        "logcast.node-id", "node-1",
                        "micronaut.server.host", "127.0.0.1",
                        "micronaut.server.port", "-1"),
                "projector");
    }

    private static HttpResponse<String> get(EmbeddedServer server, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
