package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.embedded.port.Ports;
import io.logcast.json.Json;
import io.logcast.standalone.WebhookReceiver.Received;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The platform dies while a receiver is down, and comes back with what it owes. */
final class WebhooksIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void killedBetweenTwoAttempts_theyGoOn() throws Exception {
        try (Runner runner = Runner.start("run")) {
            runner.awaitReady();
            // Not before: until somebody listens on it, a part of the runner could take it.
            int port = Ports.free();
            send(runner, "PUT", "/v1/webhooks/crm", """
                    {"url":"http://127.0.0.1:%d/crm","events":[{"namespace":"shop","name":"ordered"}]}""".formatted(port));
            send(runner, "POST", "/v1/events", "{\"namespace\":\"shop\",\"name\":\"ordered\",\"payload\":17}");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(deliveries(runner)).isPositive());

            runner.killAndRestart();

            try (WebhookReceiver receiver = WebhookReceiver.start(port, request -> 200)) {
                List<Received> requests = receiver.await("/crm", 1);
                assertThat(requests.get(0).json().path("payload").asInt()).isEqualTo(17);
            }
        }
    }

    private int deliveries(Runner runner) throws Exception {
        String answer = send(runner, "GET", "/v1/webhooks/crm/deliveries", "").body();
        return Json.parse(answer.getBytes(UTF_8)).path("deliveries").size();
    }

    private HttpResponse<String> send(Runner runner, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(runner.url() + path))
                        .header("Authorization", "Bearer " + runner.token())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }
}
