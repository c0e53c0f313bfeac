package io.logcast.bench.load;

import java.nio.ByteBuffer;

/** Takes the chunks of HTTP/1.1 (RFC 9112, 7.1) apart, however they are split over reads. */
final class ChunkParser {

    private static final int SIZE = 0;
    private static final int EXTENSION = 1;
    private static final int BODY = 2;
    private static final int AFTER = 3;
    private static final int ENDED = 4;

    private int state = SIZE;
    private int left;

    boolean isEnded() {
        return state == ENDED;
    }

    void restart() {
        state = SIZE;
        left = 0;
    }

    void parse(ByteBuffer in, int from, int to, SseParser body, EventSink sink) {
        int at = from;
        while (at < to && state != ENDED) {
            if (state == BODY) {
                int end = Math.min(to, at + left);
                body.parse(in, at, end, sink);
                left -= end - at;
                at = end;
                state = left == 0 ? AFTER : BODY;
            } else {
                take(in.get(at++));
            }
        }
    }

    private void take(byte next) {
        if (next == '\n') {
            endLine();
        } else if (state == SIZE && next != '\r') {
            size(next);
        }
    }

    private void size(byte next) {
        int digit = Character.digit(next, 16);
        if (digit < 0) {
            state = EXTENSION;
        } else {
            left = left * 16 + digit;
        }
    }

    private void endLine() {
        state = state == AFTER ? SIZE : left > 0 ? BODY : ENDED;
    }
}
