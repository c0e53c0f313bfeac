package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.Tokens;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.client.SocketOptionBuilder;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Point 28: the official Java client, 2.1. */
final class SocketIoJavaClientTest {

    private static final String POLLING = Polling.NAME;
    private static final String WEBSOCKET = WebSocket.NAME;

    private static SocketIoGateways gateways;

    @BeforeAll
    static void start() throws Exception {
        gateways = SocketIoGateways.start(1, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        gateways.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {POLLING, WEBSOCKET, POLLING + "," + WEBSOCKET})
    void socketIo_28_javaClient_connectsHearsAndIsAcknowledged(String transports) throws Exception {
        String tenant = "java-" + transports.replace(',', '-');
        try (Client client = new Client(
                tenant,
                options(transports)
                        .setAuth(Map.of(
                                "token", Tokens.DEFAULT.token(tenant, "ann", "stream-listener", "event-sender"))))) {
            client.awaitConnected();

            publish(tenant, "{\"n\":1}");
            assertThat(payload(client.next("shop:ordered")).getInt("n")).isEqualTo(1);

            BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
            client.socket.emit("shop:ordered", new Object[] {new JSONObject("{\"n\":2}")}, (Ack) answers::add);
            assertThat(((JSONObject) take(answers)[0]).has("position")).isTrue();
        }
    }

    /** As the Spring SDK of ADSP does it: WebSocket only, the token as a header, the stream in the query. */
    @Test
    void socketIo_28_javaClient_withHeaderAndQuery_hearsItsStream() throws Exception {
        String tenant = "java-header";
        String token = Tokens.DEFAULT.token(tenant, "ann", "stream-listener", "stream-admin");
        Services.assertStatus(
                201,
                gateways.gateway(0)
                        .define(
                                token,
                                "orders",
                                "{\"name\":\"orders\",\"events\":[{\"namespace\":\"shop\",\"name\":\"ordered\"}]}"));
        SocketOptionBuilder options = options(WEBSOCKET)
                .setQuery("stream=orders")
                .setExtraHeaders(Map.of("Authorization", List.of("Bearer " + token)));
        try (Client client = new Client(tenant, options)) {
            client.awaitConnected();
            publishToStreams(tenant, "{\"n\":3}");
            assertThat(payload(client.next("shop:ordered")).getInt("n")).isEqualTo(3);
        }
    }

    @Test
    void socketIo_28_javaClient_withoutToken_isRefused() throws Exception {
        try (Client client = new Client("java-refused", options(WEBSOCKET))) {
            assertThat(client.next(Socket.EVENT_CONNECT_ERROR)[0]).isInstanceOf(JSONObject.class);
        }
    }

    private static SocketOptionBuilder options(String transports) {
        return IO.Options.builder().setForceNew(true).setReconnection(false).setTransports(transports.split(","));
    }

    private static JSONObject payload(Object[] arguments) throws Exception {
        JSONObject envelope = (JSONObject) arguments[0];
        return envelope.has("payload") ? envelope.getJSONObject("payload") : envelope;
    }

    private static void publish(String tenant, String payload) throws Exception {
        send(tenant, "{\"namespace\":\"shop\",\"name\":\"ordered\",\"to\":\"user/ann\",\"payload\":" + payload + "}");
    }

    private static void publishToStreams(String tenant, String payload) throws Exception {
        send(tenant, "{\"namespace\":\"shop\",\"name\":\"ordered\",\"payload\":" + payload + "}");
    }

    private static void send(String tenant, String event) throws Exception {
        Services.assertStatus(
                202, gateways.gateway(0).publish(Tokens.DEFAULT.token(tenant, "publisher", "event-sender"), event));
    }

    private static Object[] take(BlockingQueue<Object[]> queue) throws InterruptedException {
        Object[] arguments = queue.poll(60, TimeUnit.SECONDS);
        assertThat(arguments).as("nothing came").isNotNull();
        return arguments;
    }

    /** A client that keeps what it hears, by event. */
    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final Map<String, BlockingQueue<Object[]>> heard = Map.of(
                Socket.EVENT_CONNECT,
                new LinkedBlockingQueue<>(),
                Socket.EVENT_CONNECT_ERROR,
                new LinkedBlockingQueue<>(),
                "shop:ordered",
                new LinkedBlockingQueue<>());

        private Client(String tenant, SocketOptionBuilder options) {
            URI url = gateways.gateway(0).url("/" + tenant);
            socket = IO.socket(url, options.build());
            heard.forEach((event, queue) -> socket.on(event, queue::add));
            socket.connect();
        }

        private void awaitConnected() throws InterruptedException {
            next(Socket.EVENT_CONNECT);
        }

        private Object[] next(String event) throws InterruptedException {
            return take(heard.get(event));
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
