package io.logcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A client of Socket.IO 5 in one namespace, on a WebSocket and with nothing of a library: what comes is kept as it came. */
public final class SocketIoClient implements WebSocket.Listener, AutoCloseable {

    private final List<String> packets = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final String namespace;
    private final WebSocket socket;
    private volatile boolean closed;

    private SocketIoClient(URI server, String query, String namespace) {
        this.namespace = namespace;
        String address = server.toString().replaceFirst("http", "ws") + "socket.io/?EIO=4&transport=websocket" + query;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), this)
                .join();
    }

    /**
     * Asks to enter the namespace.
     *
     * @param query beginning with "&amp;", or empty
     * @param before whose session it goes on with; null: a new one
     * @param offset of the last event it has got
     */
    public static SocketIoClient connect(
            URI server, String query, String namespace, String token, SocketIoClient before, String offset)
            throws MalformedJson {
        SocketIoClient client = new SocketIoClient(server, query, namespace);
        ObjectNode auth = Json.object();
        if (before != null) {
            auth.put("pid", before.connected().path("pid").textValue()).put("offset", offset);
        }
        if (token != null) {
            auth.put("token", token);
        }
        client.await("0{");
        client.socket.sendText("40" + namespace + "," + auth, true).join();
        return client;
    }

    public void send(String packet) {
        socket.sendText(packet, true).join();
    }

    /** The payload of the CONNECT that it got. */
    public JsonNode connected() throws MalformedJson {
        return payload(await("40" + namespace + ","), "40" + namespace + ",");
    }

    public JsonNode refused() throws MalformedJson {
        return payload(await("44" + namespace + ","), "44" + namespace + ",");
    }

    /** The events that have come, in order, each as its array; waits for so many. */
    public List<JsonNode> events(int count) {
        String head = "42" + namespace + ",";
        Awaitility.await().until(() -> withHead(head).count() >= count);
        return withHead(head).map(packet -> parsed(packet, head)).toList();
    }

    /** Everything that came, without the signs of life. */
    public List<String> packets() {
        return packets.stream().filter(packet -> !packet.equals("2")).toList();
    }

    public boolean isClosed() {
        return closed;
    }

    /** The first packet that begins like that. */
    public String await(String head) {
        Awaitility.await().until(() -> withHead(head).findAny().isPresent());
        return withHead(head).findFirst().orElseThrow();
    }

    /** Without a word, as when a network breaks. */
    public void drop() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            packets.add(partial.toString());
            partial.setLength(0);
            if (packets.get(packets.size() - 1).equals("2")) {
                from.sendText("3", true);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed = true;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private Stream<String> withHead(String head) {
        return packets.stream().filter(packet -> packet.startsWith(head));
    }

    private static JsonNode parsed(String packet, String head) {
        try {
            return payload(packet, head);
        } catch (MalformedJson e) {
            throw new AssertionError(packet, e);
        }
    }

    private static JsonNode payload(String packet, String head) throws MalformedJson {
        return Json.parse(packet.substring(head.length()).getBytes(StandardCharsets.UTF_8));
    }
}
