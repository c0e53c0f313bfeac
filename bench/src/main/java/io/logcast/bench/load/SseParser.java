package io.logcast.bench.load;

import io.logcast.bench.feed.PayloadScanner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The lines of one text/event-stream (WHATWG HTML, 9.2), as they come: a line may be split anywhere. Looks only at what is
 * needed to count: ids are kept, payloads are scanned at their beginning and then skipped.
 */
final class SseParser {

    private static final int LINE_START = 0;
    private static final int NAME = 1;
    private static final int ID = 2;
    private static final int DATA = 3;
    private static final int EVENT = 4;
    private static final int SKIP = 5;

    private final PayloadScanner payload = new PayloadScanner();
    private final byte[] id = new byte[64];
    private int idLength;
    private int newIdLength;
    private int state = LINE_START;
    private byte field;
    private boolean hasData;
    /** Only for an event with a name; null otherwise. */
    private ByteArrayOutputStream words;

    private String event;

    SseParser() {
        payload.reset();
    }

    /** The last id seen, as a client sends it back; empty if there was none. */
    String lastId() {
        return new String(id, 0, idLength, StandardCharsets.UTF_8);
    }

    /** Reads the buffer from {@code from} to {@code to}. */
    void parse(ByteBuffer in, int from, int to, EventSink sink) {
        int at = from;
        while (at < to) {
            if (state == SKIP) {
                at = Lines.end(in, at, to);
                state = at < to ? LINE_START : SKIP;
                at++;
            } else {
                take(in.get(at++), sink);
            }
        }
    }

    /** A connection that begins anew knows its last id still. */
    void restart() {
        state = LINE_START;
        forgetEvent();
    }

    private void take(byte next, EventSink sink) {
        switch (state) {
            case LINE_START -> begin(next, sink);
            case NAME -> name(next);
            default -> value(next);
        }
    }

    private void begin(byte next, EventSink sink) {
        if (next == '\n') {
            dispatch(sink);
        } else if (next != '\r') {
            field = next;
            state = NAME;
        }
    }

    /** The four fields differ in their first letter; a comment has none. */
    private void name(byte next) {
        if (next == '\n') {
            state = LINE_START;
        } else if (field == ':') {
            state = SKIP;
        } else if (next == ':') {
            state = field == 'd' ? DATA : field == 'i' ? ID : field == 'e' ? EVENT : SKIP;
            newIdLength = 0;
            hasData |= state == DATA;
            if (state == EVENT) {
                words = new ByteArrayOutputStream();
            }
        }
    }

    private void value(byte next) {
        if (next == '\n') {
            endLine();
        } else if (state == ID) {
            if (next > ' ' && newIdLength < id.length) {
                id[newIdLength++] = next;
            }
        } else if (words != null) {
            words.write(next);
        } else {
            payload.take(next);
            if (payload.isComplete()) {
                state = SKIP;
            }
        }
    }

    private void endLine() {
        if (state == ID) {
            idLength = newIdLength;
        } else if (state == EVENT) {
            name(words.toString(StandardCharsets.UTF_8).strip());
        }
        state = LINE_START;
    }

    /** An event that is called "message" is one without a name. */
    private void name(String text) {
        event = text;
        words = text.equals("message") ? null : new ByteArrayOutputStream();
    }

    private void dispatch(EventSink sink) {
        if (words != null) {
            sink.notice(event, words.toString(StandardCharsets.UTF_8).strip());
        } else if (hasData) {
            sink.delivery(payload.number(), payload.sent());
        }
        forgetEvent();
    }

    private void forgetEvent() {
        words = null;
        hasData = false;
        payload.reset();
    }
}
