package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Server-sent events over HTTP/1.1, chunked or not. */
final class SseProtocol implements Protocol {

    private final LoadSettings settings;

    SseProtocol(LoadSettings settings) {
        this.settings = settings;
    }

    @Override
    public Conversation conversation(int index) {
        return new SseConversation(this, index);
    }

    /** @param lastId empty: the one of the settings, if there is one */
    ByteBuffer request(int index, String lastId) {
        String from = lastId.isEmpty() ? settings.text("last-id") : lastId;
        StringBuilder text = new StringBuilder("GET ").append(settings.filled("path", index));
        text.append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(settings.number("port"));
        text.append("\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\n");
        for (String header : settings.text("headers").split("\\|", -1)) {
            text.append(header.isEmpty() ? "" : settings.fill(header, index) + "\r\n");
        }
        String token = settings.token(index);
        text.append(token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
        text.append(from.isEmpty() ? "" : "Last-Event-ID: " + from + "\r\n");
        return ByteBuffer.wrap(text.append("\r\n").toString().getBytes(UTF_8));
    }
}
