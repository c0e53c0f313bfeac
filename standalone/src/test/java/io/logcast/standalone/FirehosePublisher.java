package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes as fast as it is answered, one thread a key. What is not acknowledged is not sent again under the same number:
 * it may have reached the log, and then a second one would be a second event.
 */
final class FirehosePublisher implements AutoCloseable {

    private static final int KEYS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI door;
    private final String token;
    private final List<Ticket> acknowledged = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    FirehosePublisher(String url, String token) {
        this.door = URI.create(url + "/v1/events");
        this.token = token;
        for (int key = 0; key < KEYS; key++) {
            int own = key;
            Thread thread = new Thread(() -> publish(own), "firehose-" + key);
            thread.start();
            threads.add(thread);
        }
    }

    synchronized void awaitAcknowledged(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + acknowledged.size() + " of " + count + " were acknowledged");
            }
            wait(1000);
        }
    }

    /** @return everything that was acknowledged */
    List<Ticket> stop() throws InterruptedException {
        close();
        synchronized (this) {
            return List.copyOf(acknowledged);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void publish(int key) {
        for (int number = 0; !stopped; number++) {
            Ticket ticket = new Ticket(key, number);
            try {
                if (send(ticket) == 202) {
                    acknowledged(ticket);
                }
            } catch (IOException e) {
                // The platform is being killed: not acknowledged. Not at once: nine threads that spin would keep
                // the platform from starting on a small machine.
                LockSupport.parkNanos(20_000_000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private int send(Ticket ticket) throws IOException, InterruptedException {
        String event = "{\"namespace\":\"demo\",\"name\":\"greeted\",\"key\":\"" + ticket.key()
                + "\",\"payload\":{\"text\":\"" + ticket + "\"}}";
        return client.send(
                        HttpRequest.newBuilder(door)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(10))
                                .POST(BodyPublishers.ofByteArray(event.getBytes(UTF_8)))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private synchronized void acknowledged(Ticket ticket) {
        acknowledged.add(ticket);
        notifyAll();
    }
}
