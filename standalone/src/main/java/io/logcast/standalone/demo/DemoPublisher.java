package io.logcast.standalone.demo;

import io.logcast.json.Json;
import io.logcast.standalone.token.DevelopmentToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what happens in the {@link Shop}, about twice a second, as a service of the shop would. */
public final class DemoPublisher {

    /** The streams that show the shop: everything for the staff, a public ticker without names. */
    public static final List<String> DEFINITIONS = List.of("orders.yaml", "ticker.yaml");

    private static final Logger LOG = LoggerFactory.getLogger(DemoPublisher.class);
    private static final int PAUSE_MILLIS = 500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Shop shop = new Shop(new Random());
    private final URI door;
    private final String token;

    private DemoPublisher(String url, String token) {
        this.door = URI.create(url + "/v1/events");
        this.token = token;
    }

    /** Publishes on a daemon thread until the process ends. */
    public static void start(String url, String secret) {
        String token = new DevelopmentToken("demo", "shop", List.of("event-sender"), Duration.ofDays(365)).sign(secret);
        DemoPublisher publisher = new DemoPublisher(url, token);
        Thread thread = new Thread(publisher::run, "logcast-demo");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                publish();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(shop.next())))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 202) {
                LOG.warn("The demo's event was answered with {}", status);
            }
        } catch (IOException e) {
            LOG.debug("the demo's event did not get through: {}", e.toString());
        }
    }
}
