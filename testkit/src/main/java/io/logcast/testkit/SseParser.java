package io.logcast.testkit;

import java.util.function.Consumer;

/** text/event-stream, as WHATWG HTML 9.2.6 reads it, line by line; keeps comments and frames without data too. */
final class SseParser {

    private final Consumer<SseFrame> frames;
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;
    private String id;
    private String event;
    private String data;
    private String comment;
    private Long retry;

    SseParser(Consumer<SseFrame> frames) {
        this.frames = frames;
    }

    /** Any piece of the stream, however it was cut. */
    void feed(CharSequence piece) {
        for (int i = 0; i < piece.length(); i++) {
            feed(piece.charAt(i));
        }
    }

    private void feed(char c) {
        boolean secondOfPair = afterReturn && c == '\n';
        afterReturn = c == '\r';
        if (secondOfPair) {
            return;
        }
        if (c == '\r' || c == '\n') {
            endLine();
        } else {
            line.append(c);
        }
    }

    private void endLine() {
        String text = line.toString();
        line.setLength(0);
        if (text.isEmpty()) {
            dispatch();
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (name) {
            case "" -> comment = value;
            case "id" -> id = value;
            case "event" -> event = value;
            case "data" -> data = data == null ? value : data + "\n" + value;
            case "retry" -> retry = Long.valueOf(value);
            default -> {}
        }
    }

    private void dispatch() {
        frames.accept(new SseFrame(id, event, data, comment, retry));
        id = null;
        event = null;
        data = null;
        comment = null;
        retry = null;
    }
}
