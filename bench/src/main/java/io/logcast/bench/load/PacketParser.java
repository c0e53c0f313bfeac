package io.logcast.bench.load;

import io.logcast.bench.feed.PayloadScanner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The packets of one client (Engine.IO 4 with Socket.IO 5 in it), one after the other, however they are split over reads. Of an
 * event only the beginning is scanned, and its end kept, where the offset stands; all other packets are words.
 */
final class PacketParser {

    /** An offset of one position has 40 characters at most. */
    private static final int TAIL = 128;

    private static final int MOST_WORDS = 64 * 1024;

    private final PayloadScanner payload = new PayloadScanner();
    private final StringBuilder words = new StringBuilder();
    private byte[] tail = new byte[TAIL];
    private byte[] lastTail = new byte[TAIL];
    private int tailLength;
    private int lastTailLength;
    private boolean event;
    private long left;

    void begin(long length) {
        left = length;
        tailLength = (int) Math.min(TAIL, Math.max(0, length - 2));
        event = false;
        words.setLength(0);
        payload.reset();
    }

    /** Takes what belongs to the packet, and returns where that ends. */
    int parse(ByteBuffer in, int from, int to) {
        int end = (int) Math.min(to, from + left);
        int at = from;
        while (at < end && !isCounted()) {
            take(in.get(at++));
        }
        skip(in, at, end);
        if (isComplete() && event) {
            keepTail();
        }
        return end;
    }

    boolean isComplete() {
        return left == 0;
    }

    boolean isEvent() {
        return event;
    }

    /** Whether it is an event of the bench, which has a number and a time. */
    boolean isCounted() {
        return event && payload.isComplete();
    }

    long number() {
        return payload.number();
    }

    long sent() {
        return payload.sent();
    }

    /** A packet that is no event, in full. */
    String words() {
        return words.toString();
    }

    /** The end of the last complete event. */
    String lastWords() {
        return new String(lastTail, TAIL - lastTailLength, lastTailLength, StandardCharsets.UTF_8);
    }

    /** The last element of the last complete event, when it is a string as an offset is; else empty. */
    String offset() {
        int end = TAIL - 2;
        if (lastTail[end] != '"' || lastTail[end + 1] != ']') {
            return "";
        }
        int start = end;
        while (start > 0 && lastTail[start - 1] != '"') {
            start--;
        }
        return new String(lastTail, start, end - start, StandardCharsets.UTF_8);
    }

    private void take(byte next) {
        if (event) {
            payload.take(next);
            keep(next);
        } else if (words.length() < MOST_WORDS) {
            words.append((char) (next & 0xff));
            event = words.length() == 2 && words.charAt(0) == '4' && words.charAt(1) == '2';
        }
        left--;
    }

    private void keep(byte next) {
        if (left <= TAIL) {
            tail[(int) (TAIL - left)] = next;
        }
    }

    private void skip(ByteBuffer in, int at, int end) {
        long packetEnd = at + left;
        int from = (int) Math.max(at, packetEnd - TAIL);
        if (from < end) {
            in.get(from, tail, (int) (TAIL - (packetEnd - from)), end - from);
        }
        left -= end - at;
    }

    /** In another array, for the next event may never be complete. */
    private void keepTail() {
        byte[] other = lastTail;
        lastTail = tail;
        tail = other;
        lastTailLength = tailLength;
    }
}
