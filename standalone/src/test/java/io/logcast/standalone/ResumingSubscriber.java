package io.logcast.standalone;

import io.logcast.testkit.SseFrame;
import io.logcast.testkit.SseRecorder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A subscriber as an EventSource is one: whenever its connection ends it comes back with the last id that it saw. */
final class ResumingSubscriber implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final URI stream;
    private final String token;
    private final List<Ticket> received = new ArrayList<>();
    private final List<SseFrame> gaps = new ArrayList<>();
    private final Thread thread = new Thread(this::subscribe, "resuming-subscriber");
    private SseRecorder connection;
    private String lastId;
    private volatile boolean stopped;

    ResumingSubscriber(String url, String stream, String token) {
        this.stream = URI.create(url + "/v1/events?stream=" + stream);
        this.token = token;
        thread.start();
    }

    synchronized void awaitConnected() throws InterruptedException {
        await("a first id", () -> lastId != null);
    }

    /** Waits until each of them has come, and returns all that came, in order. */
    synchronized List<Ticket> awaitAll(List<Ticket> wanted) throws InterruptedException {
        Set<Ticket> missing = new HashSet<>(wanted);
        await("all of " + wanted.size(), () -> {
            received.forEach(missing::remove);
            return missing.isEmpty();
        });
        return List.copyOf(received);
    }

    synchronized List<SseFrame> gaps() {
        return List.copyOf(gaps);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopped = true;
        synchronized (this) {
            if (connection != null) {
                connection.close();
            }
        }
        thread.join();
    }

    private void subscribe() {
        while (!stopped) {
            try (SseRecorder opened = SseRecorder.open(stream, headers())) {
                connected(opened);
                opened.onFrame(this::take);
                opened.awaitEnd();
            } catch (IOException e) {
                // The platform is away: like an EventSource, try again. Not at once: nine threads that spin would keep
                // the platform from starting on a small machine.
                LockSupport.parkNanos(20_000_000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token));
        if (lastId != null) {
            headers.put("Last-Event-ID", lastId);
        }
        return headers;
    }

    private synchronized void connected(SseRecorder opened) throws IOException {
        connection = opened;
        if (stopped) {
            // By close, which has closed the one before: nobody else would end this one.
            opened.close();
        }
    }

    private synchronized void take(SseFrame frame) {
        if (frame.id() != null) {
            lastId = frame.id();
        }
        if ("logcast.gap".equals(frame.event())) {
            gaps.add(frame);
        } else if (frame.isEvent() && frame.event() == null) {
            received.add(Ticket.in(frame.data()));
        }
        notifyAll();
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not come; " + received.size() + " tickets came");
            }
            wait(1000);
        }
    }
}
