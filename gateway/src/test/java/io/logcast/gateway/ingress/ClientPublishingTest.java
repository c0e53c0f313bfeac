package io.logcast.gateway.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.logcast.event.Event;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.gateway.Samples;
import io.logcast.gateway.socketio.Acknowledgement;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Refusal;
import io.logcast.node.event.EventLog;
import io.logcast.node.event.Receipt;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientPublishingTest {

    private static final TenantId ACME = Samples.ACME;
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
    private static final Caller ANN = caller("ann/b", "event-sender");

    private final List<Event> kept = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    /** What the log does about the next event; null: it keeps it. */
    private AppendRefused refusal;

    private final EventLog log = event -> {
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        kept.add(event);
        return CompletableFuture.completedFuture(new Receipt(event.id(), 3, 1042));
    };

    private final ClientPublishing publishing = new ClientPublishing(
            log,
            List.of(
                    new ClientEvent("order placed", EventType.parse("shop:order-placed"), Roles.of("event-sender")),
                    new ClientEvent("audit", EventType.parse("shop:audit"), Roles.of("auditor", "admin"))),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void event_isKeptAsOneOfTheTenantAndAnsweredLikeOverHttp() {
        emit(ANN, "[\"order placed\",{\"total\":1.10}]");

        Event event = kept.get(0);
        assertThat(event.tenant()).isEqualTo(ACME);
        assertThat(event.source()).isEqualTo("/socket.io/ann%2Fb");
        assertThat(event.type()).hasToString("shop:order-placed");
        assertThat(event.time()).isEqualTo(NOW);
        assertThat(event.correlationId()).isNull();
        assertThat(event.payload()).hasToString("{\"total\":1.10}");
        assertThat(answers).containsExactly("[{\"id\":\"" + event.id() + "\",\"position\":\"3-1042\"}]");
        assertThat(publishing.publishedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"order placed\"]           | null",
                "[\"order placed\",null]      | null",
                "[\"order placed\",[1,2]]     | [1,2]",
                "[\"order placed\",1,\"a\",{}]| [1,\"a\",{}]"
            })
    void payload_isTheFirstArgumentOrAllOfSeveral(String event, String payload) {
        emit(ANN, event);

        assertThat(kept.get(0).payload()).hasToString(payload);
    }

    @Test
    void event_fromACallerWithoutTheRole_isRefusedWithAProblem() {
        emit(ANN, "[\"audit\",1]");

        assertThat(kept).isEmpty();
        assertThat(answers)
                .containsExactly("[{\"error\":{\"type\":\"urn:logcast:problem:missing-role\","
                        + "\"title\":\"The caller may not do this\",\"status\":403,"
                        + "\"detail\":\"one of these roles is needed: admin, auditor\"}}]");
        assertThat(publishing.refusedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"unheard of\",1]", "[\"shop:order-placed\",1]", "[7,1]", "[\"\",1]"})
    void event_thatNoSettingNames_isRefused(String event) {
        emit(ANN, event);

        assertThat(kept).isEmpty();
        assertThat(error("type")).isEqualTo("urn:logcast:problem:not-found");
    }

    @Test
    void event_withBytes_isRefused() {
        ArrayNode event = event("[\"order placed\",{\"label\":[]}]");
        event.withArray("/1/label").add(BinaryNode.valueOf(new byte[] {1}));

        publishing.published(ANN, ACME, "/acme", event, this::answer);

        assertThat(kept).isEmpty();
        assertThat(error("field")).isEqualTo("payload");
    }

    @Test
    void kafka_away_isAnErrorThatSaysWhenToTryAgain() {
        refusal = new AppendRefused(Refusal.BROKER_AWAY, "Kafka cannot be reached; nothing was kept");

        emit(ANN, "[\"order placed\",1]");

        assertThat(error("type")).isEqualTo("urn:logcast:problem:broker-away");
        assertThat(error("retryAfter")).isEqualTo("1");
    }

    @Test
    void event_withoutAnAnswerAskedFor_isCounted() {
        publishing.published(ANN, ACME, "/acme", event("[\"order placed\",1]"), Acknowledgement.NONE);
        publishing.published(ANN, ACME, "/acme", event("[\"nothing\",1]"), Acknowledgement.NONE);

        assertThat(publishing.publishedCount()).isEqualTo(1);
        assertThat(publishing.refusedCount()).isEqualTo(1);
    }

    private void emit(Caller caller, String event) {
        publishing.published(caller, ACME, "/acme", event(event), this::answer);
    }

    private void answer(ArrayNode arguments) {
        answers.add(new String(Json.bytes(arguments), UTF_8));
    }

    private String error(String member) {
        return json(answers.get(0)).at("/0/error/" + member).asText();
    }

    private static ArrayNode event(String json) {
        return (ArrayNode) json(json);
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text.getBytes(UTF_8));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static Caller caller(String subject, String... roles) {
        return new Caller(ACME, subject, Roles.of(roles), Instant.MAX);
    }
}
