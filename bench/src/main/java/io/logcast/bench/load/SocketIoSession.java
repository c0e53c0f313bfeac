package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;

/**
 * What a Socket.IO client knows beyond its connection, and what it answers. As socket.io-client 4.8 does it: the offset is that of
 * the last event before the connection was lost, but what comes before the CONNECT counts only once that has come.
 */
final class SocketIoSession {

    private final SocketIoProtocol protocol;
    private final int index;
    private final PacketParser packets = new PacketParser();
    private String engineId = "";
    private String pid = "";
    private String offset = "";
    private boolean connected;
    private boolean closed;

    SocketIoSession(SocketIoProtocol protocol, int index) {
        this.protocol = protocol;
        this.index = index;
    }

    int index() {
        return index;
    }

    PacketParser packets() {
        return packets;
    }

    /** Of Engine.IO; empty before the handshake. */
    String engineId() {
        return engineId;
    }

    boolean isConnected() {
        return connected;
    }

    /** The server has said good-bye; the client comes back. */
    boolean isClosed() {
        return closed;
    }

    String offset() {
        String last = connected ? packets.offset() : "";
        return last.isEmpty() ? offset : last;
    }

    void ended() {
        offset = offset();
        connected = false;
        closed = false;
        engineId = "";
    }

    /**
     * The packet is complete.
     *
     * @return the one to answer with; empty for none
     * @throws Dismissed if the server does not want this client
     */
    String take(EventSink sink) {
        if (packets.isCounted()) {
            sink.delivery(packets.number(), packets.sent());
            return "";
        }
        if (packets.isEvent()) {
            sink.notice("event", packets.lastWords());
            return "";
        }
        return take(packets.words(), sink);
    }

    private String take(String words, EventSink sink) {
        if (words.startsWith("0")) {
            engineId = member(words, "sid");
            return protocol.connect(index, pid, offset);
        }
        if (words.startsWith("40")) {
            connected(member(words, "pid"), sink);
        } else if (words.startsWith("41") || words.startsWith("44")) {
            throw new Dismissed(words);
        }
        closed |= words.equals("1");
        return words.equals("2") ? "3" : "";
    }

    private void connected(String given, EventSink sink) {
        if (!pid.isEmpty()) {
            sink.returned(given.equals(pid));
        }
        pid = given;
        connected = true;
    }

    /** Empty if it is not there. */
    private static String member(String words, String name) {
        int start = words.indexOf('{');
        try {
            JsonNode json = Json.parse(words.substring(Math.max(0, start)).getBytes(UTF_8));
            return json.path(name).asText("");
        } catch (MalformedJson e) {
            throw new IllegalStateException("the server said: " + words, e);
        }
    }
}
