package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Socket.IO over the log: from the publisher to a socket, over breaks of the connection and from gateway to gateway. */
final class SocketIoTest {

    private static final String ADMIN = Tokens.DEFAULT.token("acme", "admin", "event-sender", "stream-admin");
    private static final String ANN = Tokens.DEFAULT.token("acme", "ann", "stream-listener");
    private static final String BOB = Tokens.DEFAULT.token("acme", "bob");
    private static final String STRANGER = Tokens.DEFAULT.token("globex", "ann", "stream-listener");
    private static final String STREAM = "&stream=orders";

    private static Services services;
    private static Services other;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start();
        other = Services.on(services.kafka());
        other.awaitReady();
        assertStatus(201, services.define(ADMIN, "orders", """
                {"events":[{"namespace":"shop","name":"placed","map":{"n":"payload"}}]}"""));
        assertStatus(201, services.define(ADMIN, "news", """
                {"publicSubscribe":true,"events":[{"namespace":"shop","name":"news","map":{"n":"payload"}}]}"""));
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        services.close();
    }

    @Test
    void event_ofAStream_comesWithItsTypeAndTheCursor() throws Exception {
        try (SocketIoClient ann = connect(services, ANN)) {
            assertThat(ann.connected().path("sid").textValue()).hasSize(20);

            place(1);

            JsonNode event = ann.events(1).get(0);
            assertThat(event.get(0).textValue()).isEqualTo("shop:placed");
            assertThat(event.get(1).path("n").intValue()).isEqualTo(1);
            try (SseRecorder sse =
                    services.subscribe("stream=orders", ANN, event.get(2).textValue())) {
                place(2);
                assertThat(sse.awaitMessages(1)).singleElement().asString().contains("\"n\":2");
            }
        }
    }

    @Test
    void missedEvents_comeBeforeConnect_onAnotherGateway() throws Exception {
        for (int round = 0; round < 3; round++) {
            SocketIoClient before = connect(services, ANN);
            SocketIoClient witness = connect(other, ANN);
            before.connected();
            witness.connected();
            place(10);
            String offset = offsetOf(before, 10);
            before.drop();
            for (int n = 11; n < 11 + 20 * round; n++) {
                place(n);
            }
            witness.events(20 * round + 1);
            witness.close();

            try (SocketIoClient after = SocketIoClient.connect(other.url("/"), STREAM, "/acme", ANN, before, offset)) {
                assertThat(after.connected()).isEqualTo(before.connected());
                place(99);
                after.events(20 * round + 1);

                assertThat(kinds(after)).isEqualTo(expected(20 * round));
            }
        }
    }

    /** What came before may be of an earlier round: this gateway may have heard of its end a moment later. */
    private static String offsetOf(SocketIoClient client, int n) {
        return Awaitility.await()
                .until(
                        () -> client.events(1).stream()
                                .filter(event -> event.get(1).path("n").intValue() == n)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .get(2)
                .textValue();
    }

    @Test
    void manyWhoComeBackAtOnce_missNothing() throws Exception {
        List<SocketIoClient> before = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            before.add(connect(i % 2 == 0 ? services : other, ANN));
            before.get(i).connected();
        }
        place(1);
        before.forEach(client -> client.events(1));
        services.bean(Fanout.class).closeAll(CloseReason.SHUTDOWN);
        other.bean(Fanout.class).closeAll(CloseReason.SHUTDOWN);
        before.forEach(client -> Awaitility.await().until(client::isClosed));
        place(2);
        place(3);

        for (int i = 0; i < before.size(); i++) {
            SocketIoClient lost = before.get(i);
            String offset = lost.events(1).get(0).get(2).textValue();
            try (SocketIoClient after = SocketIoClient.connect(
                    (i % 2 == 0 ? other : services).url("/"), STREAM, "/acme", ANN, lost, offset)) {
                assertThat(after.connected()).isEqualTo(lost.connected());
                assertThat(after.events(2))
                        .extracting(event -> event.get(1).path("n").intValue())
                        .containsExactly(2, 3);
            }
        }
    }

    @Test
    void userChannel_isTheTokensOwn() throws Exception {
        try (SocketIoClient ann = SocketIoClient.connect(services.url("/"), "", "/acme", ANN, null, null);
                SocketIoClient bob = SocketIoClient.connect(services.url("/"), "", "/acme", BOB, null, null)) {
            ann.connected();
            bob.connected();

            publish("message", 1, "\"to\":\"user/ann\",");
            publish("message", 2, "\"to\":\"user/bob\",");

            assertThat(ann.events(1)).singleElement().asString().contains("\"payload\":1");
            assertThat(bob.events(1)).singleElement().asString().contains("\"payload\":2");
        }
    }

    @Test
    void refusal_tellsWhyAndNothingMore() throws Exception {
        assertThat(refusal("/acme", STRANGER, "")).isEqualTo("foreign-tenant");
        assertThat(refusal("/acme", null, "")).isEqualTo("unauthenticated");
        assertThat(refusal("/acme", "forged", STREAM)).isEqualTo("unauthenticated");
        assertThat(refusal("/acme", BOB, STREAM)).isEqualTo("missing-role");
        assertThat(refusal("/acme", ANN, "&stream=gone")).isEqualTo("not-found");
        try (SocketIoClient nowhere = SocketIoClient.connect(services.url("/"), "", "/a/b", ANN, null, null)) {
            assertThat(nowhere.refused()).hasToString("{\"message\":\"Invalid namespace\"}");
        }
    }

    @Test
    void publicStream_isHeardWithoutAToken() throws Exception {
        try (SocketIoClient nobody =
                SocketIoClient.connect(services.url("/"), "&stream=news", "/acme", null, null, null)) {
            nobody.connected();

            publish("news", 5, "");

            assertThat(nobody.events(1)).singleElement().asString().contains("\"n\":5");
        }
    }

    @Test
    void manySockets_costOneEncoding() throws Exception {
        List<SocketIoClient> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(SocketIoClient.connect(services.url("/"), "&stream=news", "/acme", ANN, null, null));
            all.get(i).connected();
        }
        long loops = Runtime.getRuntime().availableProcessors() * 2L;
        long before = services.bean(Fanout.class).encoded();

        publish("news", 7, "");
        all.forEach(client -> client.events(1));

        assertThat(services.bean(Fanout.class).encoded() - before).isBetween(1L, loops);
        all.forEach(SocketIoClient::close);
        Awaitility.await()
                .until(() -> services.bean(Fanout.class).subscribers() == 0
                        && services.bean(EngineServer.class).sessions() == 0);
    }

    private static String refusal(String namespace, String token, String query) throws Exception {
        try (SocketIoClient client = SocketIoClient.connect(services.url("/"), query, namespace, token, null, null)) {
            return client.refused().path("data").path("code").textValue();
        }
    }

    private static SocketIoClient connect(Services at, String token) throws Exception {
        return SocketIoClient.connect(at.url("/"), STREAM, "/acme", token, null, null);
    }

    /** What came, in order: the number of an event, or CONNECT. */
    private static List<String> kinds(SocketIoClient client) {
        return client.packets().stream()
                .filter(packet -> packet.startsWith("4"))
                .map(packet -> packet.startsWith("40") ? "CONNECT" : packet.replaceAll(".*\"n\":(\\d+).*", "$1"))
                .toList();
    }

    private static List<String> expected(int missed) {
        List<String> all = new ArrayList<>(
                IntStream.range(11, 11 + missed).mapToObj(String::valueOf).toList());
        all.add("CONNECT");
        all.add("99");
        return all;
    }

    private static void place(int n) throws Exception {
        publish("placed", n, "");
    }

    private static void publish(String name, int payload, String more) throws Exception {
        assertStatus(202, services.publish(ADMIN, """
                {"namespace":"shop","name":"%s",%s"payload":%d}""".formatted(name, more, payload)));
    }
}
