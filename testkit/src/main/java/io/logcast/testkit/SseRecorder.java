package io.logcast.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A subscriber that speaks the real wire and keeps everything that it was sent. Its thread reads; the test waits and looks. */
public final class SseRecorder implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream input;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>();
    private final List<SseFrame> frames = new ArrayList<>();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private Consumer<SseFrame> listener = frame -> {};
    private boolean ended;

    private SseRecorder(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
        this.status = Integer.parseInt(line().split(" ", -1)[1]);
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
    }

    /** Returns when the head of the response is there. */
    public static SseRecorder open(URI uri, Map<String, String> headers) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        StringBuilder request = new StringBuilder("GET " + uri.getRawPath() + "?" + uri.getRawQuery()
                + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
        SseRecorder recorder = new SseRecorder(socket);
        Thread reader = new Thread(recorder::read, "sse-recorder");
        reader.setDaemon(true);
        reader.start();
        return recorder;
    }

    public int status() {
        return status;
    }

    /** Null if the response has no such header. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The whole body, once the response has ended. */
    public String body() throws InterruptedException {
        awaitClosed();
        return raw.toString(UTF_8);
    }

    public synchronized List<SseFrame> frames() {
        return List.copyOf(frames);
    }

    /** What a browser would have fired, Logcast's own events included. */
    public synchronized List<SseFrame> events() {
        return frames.stream().filter(SseFrame::isEvent).toList();
    }

    /** The data of the events that {@code onmessage} gets. */
    public synchronized List<String> messages() {
        return frames.stream()
                .filter(frame -> frame.isEvent() && frame.event() == null)
                .map(SseFrame::data)
                .toList();
    }

    /** What a client would send as {@code Last-Event-ID} now; null before the first id. */
    public synchronized String lastId() {
        return frames.stream()
                .map(SseFrame::id)
                .filter(id -> id != null)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    public List<String> awaitMessages(int count) throws InterruptedException {
        return awaitMessages(count, PATIENCE);
    }

    public List<String> awaitMessages(int count, Duration patience) throws InterruptedException {
        await("message " + count, recorder -> recorder.messages().size() >= count, patience);
        return messages();
    }

    public List<SseFrame> awaitFrames(int count) throws InterruptedException {
        await("frame " + count, recorder -> recorder.frames().size() >= count);
        return frames();
    }

    public void awaitFrame(Predicate<SseFrame> wanted) throws InterruptedException {
        await("the wanted frame", recorder -> recorder.frames().stream().anyMatch(wanted));
    }

    /** Gets every frame, those that have come already first, each on the thread that reads. */
    public synchronized void onFrame(Consumer<SseFrame> told) {
        frames.forEach(told);
        listener = told;
    }

    /** Waits for the end however long it takes. */
    public synchronized void awaitEnd() throws InterruptedException {
        while (!ended) {
            wait();
        }
    }

    public synchronized boolean isClosed() {
        return ended;
    }

    public void awaitClosed() throws InterruptedException {
        await("the end", SseRecorder::isClosed);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void await(String what, Predicate<SseRecorder> condition) throws InterruptedException {
        await(what, condition, PATIENCE);
    }

    private synchronized void await(String what, Predicate<SseRecorder> condition, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.test(this)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || ended) {
                throw new AssertionError(what + " did not come" + (ended ? ", the response ended" : "") + "; status "
                        + status + ", received: " + raw.toString(UTF_8));
            }
            wait(left);
        }
    }

    private void read() {
        SseParser parser = new SseParser(this::add);
        try {
            if ("chunked".equals(header("transfer-encoding"))) {
                readChunks(parser);
            } else {
                take(parser, input.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
            }
        } catch (IOException | RuntimeException e) {
            // The connection was closed by one of the two: what was recorded is what there is.
        } finally {
            end();
        }
    }

    private void readChunks(SseParser parser) throws IOException {
        for (int size = size(); size > 0; size = size()) {
            take(parser, input.readNBytes(size));
            line();
        }
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    /** Our frames are never cut inside a character: a chunk holds whole frames. */
    private synchronized void take(SseParser parser, byte[] bytes) {
        raw.writeBytes(bytes);
        parser.feed(new String(bytes, UTF_8));
        notifyAll();
    }

    private void add(SseFrame frame) {
        frames.add(frame);
        listener.accept(frame);
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
