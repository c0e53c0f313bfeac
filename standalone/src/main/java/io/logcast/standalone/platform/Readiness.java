package io.logcast.standalone.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks the platform, as a load balancer would, whether it takes work. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 50;

    private Readiness() {}

    /** @throws IOException with what the platform says, if it is not ready within two minutes */
    static void await(String url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create(url + "/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> obstacle = obstacle(client, question);
        while (obstacle.isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the platform does not become ready: " + obstacle.get());
            }
            Thread.sleep(PAUSE_MILLIS);
            obstacle = obstacle(client, question);
        }
    }

    /** A busy machine answers late, or breaks off: no reason to give up before the time is over. */
    private static Optional<String> obstacle(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.empty() : Optional.of(answer.body());
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }
}
