package io.logcast.bench.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the answers of connections on which requests follow each other without waiting; a thread for each. */
final class HttpAnswers {

    private final AtomicLong good = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();

    void follow(Socket socket) {
        Thread reader = new Thread(() -> read(socket), "bench-answers");
        reader.setDaemon(true);
        reader.start();
    }

    long good() {
        return good.get();
    }

    long bad() {
        return bad.get();
    }

    private void read(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            for (String line = line(in); line != null; line = line(in)) {
                (line.startsWith("HTTP/1.1 2") ? good : bad).incrementAndGet();
                in.skipNBytes(bodyLength(in));
            }
        } catch (IOException e) {
            // Closed, by us or by a server that is being stopped.
        }
    }

    private static long bodyLength(InputStream in) throws IOException {
        long length = 0;
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(line.substring(15).strip());
            }
        }
        return length;
    }

    /** Null at the end. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return next < 0 && line.length() == 0 ? null : line.toString();
    }
}
