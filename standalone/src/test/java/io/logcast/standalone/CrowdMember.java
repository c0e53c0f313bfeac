package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.cursor.Cursor;
import io.logcast.standalone.KnownLog.Entry;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subscriber that comes back with its last id whenever its connection ends, and keeps the number of every delivery. Its
 * thread connects and reads; the test breaks the connection, or stops the reading for a while.
 */
final class CrowdMember implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("\\{\"n\":(\\d+),");
    private static final Pattern GAP = Pattern.compile("\"requested\":\"([^\"]+)\",\"resumedAt\":\"([^\"]+)\"");

    final List<String> streams;
    final String role;
    final String correlationId;
    final String lagging;
    private final URI url;
    private final String token;
    private final Thread thread = new Thread(this::run, "crowd-member");
    private final List<Integer> received = new ArrayList<>();
    private final List<Map.Entry<Cursor, Cursor>> gaps = new ArrayList<>();
    private Cursor first;
    private Cursor last;
    private Socket socket;
    private boolean paused;
    private boolean stopped;
    private String trouble;

    /** @param correlationId the only one that is wanted; null: any */
    CrowdMember(URI url, String token, List<String> streams, String role, String correlationId, String lagging) {
        this.url = url;
        this.token = token;
        this.streams = streams;
        this.role = role;
        this.correlationId = correlationId;
        this.lagging = lagging;
        thread.setDaemon(true);
        thread.start();
    }

    /** As when a train enters a tunnel. */
    void breakConnection() throws IOException {
        Socket open;
        synchronized (this) {
            open = socket;
        }
        if (open != null) {
            open.close();
        }
    }

    /** Stops to read, with the connection open. */
    synchronized void pause(boolean pauses) {
        paused = pauses;
        notifyAll();
    }

    synchronized boolean hasBegun() {
        return first != null;
    }

    /** Whether it knows to have seen everything of the partition. */
    synchronized boolean hasReached(int partition, long offset) {
        return last.next(partition).orElseThrow() > offset;
    }

    /** The numbers of the deliveries, in the order in which they came. */
    synchronized List<Integer> received() {
        return List.copyOf(received);
    }

    synchronized Cursor begun() {
        return first;
    }

    synchronized String trouble() {
        return trouble;
    }

    synchronized boolean wasToldOf(Entry entry) {
        return gaps.stream()
                .anyMatch(gap ->
                        entry.offset() >= gap.getKey().next(entry.partition()).orElseThrow()
                                && entry.offset()
                                        < gap.getValue().next(entry.partition()).orElseThrow());
    }

    @Override
    public synchronized String toString() {
        return lagging + " of " + streams + " at " + last + " with " + received.size() + (paused ? ", paused" : "")
                + (trouble == null ? "" : ", in trouble: " + trouble);
    }

    boolean sees(Entry entry) {
        return streams.contains(entry.stream())
                && (entry.role().isEmpty() || entry.role().equals(role))
                && (correlationId == null || correlationId.equals(entry.correlationId()));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        synchronized (this) {
            stopped = true;
        }
        pause(false);
        breakConnection();
        thread.join();
    }

    private synchronized boolean runs() {
        return !stopped;
    }

    private void run() {
        while (runs()) {
            try (Socket opened = new Socket()) {
                // Small, so that the server feels soon when nothing is read.
                opened.setReceiveBufferSize(32768);
                opened.connect(new InetSocketAddress(url.getHost(), url.getPort()));
                request(opened);
                read(opened);
            } catch (IOException | InterruptedException e) {
                // Broken off: comes back with the last id.
            } catch (RuntimeException e) {
                fail(e.toString());
            }
        }
    }

    private synchronized void fail(String what) {
        trouble = what;
        stopped = true;
    }

    private void request(Socket opened) throws IOException {
        String resume;
        synchronized (this) {
            socket = opened;
            if (stopped) {
                // By close, which has closed the one before: nobody else would end the reading of this one.
                opened.close();
            }
            resume = last == null ? "" : "Last-Event-ID: " + last + "\r\n";
        }
        String head = "GET " + url.getRawPath() + "?" + query() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nAuthorization: Bearer " + token + "\r\n" + resume + "\r\n";
        opened.getOutputStream().write(head.getBytes(UTF_8));
    }

    private String query() {
        return "stream=" + String.join("&stream=", streams) + "&lagging=" + lagging
                + (correlationId == null ? "" : "&criteria=%7B%22correlationId%22:%22" + correlationId + "%22%7D");
    }

    private void read(Socket opened) throws IOException, InterruptedException {
        BufferedInputStream input = new BufferedInputStream(opened.getInputStream(), 4096);
        String status = line(input);
        if (!status.contains(" 200 ")) {
            throw new IllegalStateException(status);
        }
        while (!line(input).isEmpty()) {}
        BufferedReader lines = new BufferedReader(new InputStreamReader(new ChunkedInput(input), UTF_8), 1024);
        Map<String, String> frame = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            awaitReading();
            if (line.isEmpty()) {
                take(frame);
                frame.clear();
            } else {
                int colon = line.indexOf(": ");
                frame.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
    }

    private synchronized void awaitReading() throws InterruptedException {
        while (paused) {
            wait();
        }
    }

    private synchronized void take(Map<String, String> frame) {
        if (frame.containsKey("event") && frame.get("event").equals("logcast.gap")) {
            noteGap(frame.get("data"));
        }
        if (!frame.containsKey("id")) {
            return;
        }
        Cursor next = Cursor.parse(frame.get("id"));
        if (frame.containsKey("data") && !frame.containsKey("event")) {
            Matcher number = NUMBER.matcher(frame.get("data"));
            received.add(number.lookingAt() ? Integer.valueOf(number.group(1)) : -1);
        }
        first = first == null ? next : first;
        last = next;
    }

    private void noteGap(String json) {
        Matcher gap = GAP.matcher(json);
        if (!gap.find()) {
            throw new IllegalStateException("no gap: " + json);
        }
        gaps.add(Map.entry(Cursor.parse(gap.group(1)), Cursor.parse(gap.group(2))));
    }

    private static String line(BufferedInputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
