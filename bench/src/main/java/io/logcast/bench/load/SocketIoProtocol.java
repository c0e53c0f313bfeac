package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;

/** Socket.IO 5 over Engine.IO 4: what clients say. One transport only, no upgrade. */
final class SocketIoProtocol implements Protocol {

    /** Every client sends the same key: nobody listens in on loopback. */
    private static final String UPGRADE = """
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            """;

    private final LoadSettings settings;
    private final BiFunction<SocketIoProtocol, Integer, Conversation> transport;

    private SocketIoProtocol(LoadSettings settings, BiFunction<SocketIoProtocol, Integer, Conversation> transport) {
        this.settings = settings;
        this.transport = transport;
    }

    static SocketIoProtocol overWebSocket(LoadSettings settings) {
        return new SocketIoProtocol(settings, WebSocketConversation::new);
    }

    static SocketIoProtocol overPolling(LoadSettings settings) {
        return new SocketIoProtocol(settings, PollingConversation::new);
    }

    @Override
    public Conversation conversation(int index) {
        return transport.apply(this, index);
    }

    ByteBuffer upgrade(int index) {
        return request("GET", path(index, "websocket", ""), UPGRADE, "");
    }

    /** @param engineId empty for the handshake */
    ByteBuffer poll(int index, String engineId) {
        return request("GET", path(index, "polling", engineId), "", "");
    }

    ByteBuffer post(int index, String engineId, String payload) {
        int length = payload.getBytes(UTF_8).length;
        String headers = "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: " + length + "\r\n";
        return request("POST", path(index, "polling", engineId), headers, payload);
    }

    /** The CONNECT packet; pid and offset are those of the session to come back to, empty if there is none. */
    String connect(int index, String pid, String offset) {
        ObjectNode auth = Json.object();
        putIfThere(auth, "pid", pid);
        putIfThere(auth, "offset", pid.isEmpty() ? "" : offset);
        putIfThere(auth, "token", settings.token(index));
        String namespace = settings.text("namespace");
        return "40" + (namespace.isEmpty() ? "" : namespace + ",")
                + (auth.isEmpty() ? "" : new String(Json.bytes(auth), UTF_8));
    }

    private static void putIfThere(ObjectNode auth, String name, String value) {
        if (!value.isEmpty()) {
            auth.put(name, value);
        }
    }

    private String path(int index, String transportName, String engineId) {
        String path = settings.filled("path", index) + "&EIO=4&transport=" + transportName;
        return engineId.isEmpty() ? path : path + "&sid=" + engineId;
    }

    private ByteBuffer request(String method, String path, String headers, String body) {
        String text = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + settings.number("port") + "\r\n" + headers
                + "\r\n" + body;
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
