package io.logcast.bench.server;

import io.logcast.bench.process.Child;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waits until a process can be spoken to. */
public final class Listening {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int POLL_MILLIS = 50;
    private static final int OK = 200;

    private Listening() {}

    public static void await(Child child, int port) throws InterruptedException {
        until(child, () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
    }

    /** Until its health says that it is ready. */
    static void awaitReady(Child child, int port) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        until(child, () -> client.send(question, BodyHandlers.discarding()).statusCode() == OK);
    }

    private interface Attempt {
        boolean succeeds() throws IOException, InterruptedException;
    }

    private static void until(Child child, Attempt attempt) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!works(attempt)) {
            child.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready after " + PATIENCE.toSeconds() + " s:\n" + child.logTail());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean works(Attempt attempt) throws InterruptedException {
        try {
            return attempt.succeeds();
        } catch (IOException e) {
            return false;
        }
    }
}
