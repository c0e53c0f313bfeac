package io.logcast.standalone.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

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
        HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
        while (answer.statusCode() != 200) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the platform does not become ready: " + answer.body());
            }
            Thread.sleep(PAUSE_MILLIS);
            answer = client.send(question, BodyHandlers.ofString());
        }
    }
}
