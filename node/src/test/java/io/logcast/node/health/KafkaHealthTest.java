package io.logcast.node.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.node.http.NodeServer;
import io.logcast.testkit.StoppableBroker;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaHealthTest {

    @Test
    void readiness_followsKafkaAndLivenessDoesNot() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create();
                NodeServer server = NodeServer.at(broker.bootstrapServers())) {
            HttpResponse<String> away = server.get("/health/readiness");
            assertThat(away.statusCode()).isEqualTo(503);
            JsonNode kafka = Json.parse(away.body().getBytes(UTF_8)).at("/details/kafka");
            assertThat(kafka.path("status").asText()).isEqualTo("DOWN");
            assertThat(kafka.at("/details/bootstrapServers").asText()).isEqualTo(broker.bootstrapServers());
            assertThat(kafka.at("/details/since").asText()).endsWith("Z");
            assertThat(kafka.at("/details/cause").asText()).isNotEmpty();
            assertThat(server.get("/health/liveness").statusCode()).isEqualTo(200);

            broker.start();

            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> server.get("/health/readiness").statusCode() == 200);
            JsonNode ready = Json.parse(server.get("/health/readiness").body().getBytes(UTF_8));
            assertThat(ready.at("/details/stream-definitions/details/position").asLong())
                    .isZero();
        }
    }
}
