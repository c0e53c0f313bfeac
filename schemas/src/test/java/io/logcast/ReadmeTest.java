package io.logcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.channel.Channel;
import io.logcast.deadletter.DeadLetter;
import io.logcast.delivery.Delivery;
import io.logcast.delivery.DeliveryCodec;
import io.logcast.delivery.EmittedPacket;
import io.logcast.delivery.EmittedPacketCodec;
import io.logcast.delivery.SourcePosition;
import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.json.Json;
import io.logcast.ledger.Address;
import io.logcast.ledger.Beat;
import io.logcast.ledger.NodeKey;
import io.logcast.ledger.SessionNote;
import io.logcast.ledger.SessionNoteCodec;
import io.logcast.stream.Criteria;
import io.logcast.stream.EventSelector;
import io.logcast.stream.FieldPath;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import io.logcast.topic.Topics;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.AttemptCodec;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.RetryNoteCodec;
import io.logcast.webhook.Signing;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookDefinitionCodec;
import io.logcast.webhook.WebhookKey;
import io.logcast.webhook.WebhookSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The records in README.md are what the codecs write. */
class ReadmeTest {

    private static final NodeKey GATEWAY = new NodeKey("k7f3a9x2");
    private static final WebhookKey WEBHOOK = WebhookKey.parse("acme/crm");
    private static final Pattern RECORD = Pattern.compile("```record\n(.*?)```", Pattern.DOTALL);

    @Test
    void readme_records_areWhatTheCodecsWrite() throws Exception {
        assertThat(RECORD.matcher(Files.readString(Path.of("README.md")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly(
                        event(),
                        delivery(),
                        packet(),
                        definition(),
                        deadLetter(),
                        gateway(),
                        claim(),
                        rooms(),
                        over(),
                        webhook(),
                        attempt(),
                        waiting(),
                        behind());
    }

    @Test
    void readme_topics_areThoseOfTheCode() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        Topics.all()
                .forEach(topic -> assertThat(readme)
                        .containsPattern("\\| `" + Pattern.quote(topic.name()) + "` \\|.*\\| " + topic.partitions()
                                + " \\| " + topic.configs().get("cleanup.policy")));
    }

    private static String event() throws Exception {
        Headers headers = new RecordHeaders().add("content-type", CloudEventCodec.STRUCTURED.getBytes(UTF_8));
        return record(Topics.EVENTS, placed().recordKey(), headers, CloudEventCodec.encode(placed()));
    }

    private static String delivery() throws Exception {
        Event event = placed();
        // The projector's own test makes this value from this event.
        String json = """
                {"id":"o-17","tenant":"acme","namespace":"orders","name":"placed","timestamp":"2026-11-21T08:30:00.120Z",\
                "correlationId":"cart-9","context":{"region":"eu"},"payload":{"total":19.90,"items":[{"sku":"A1"}]}}""";
        Delivery delivery = new Delivery(
                event.tenant(),
                Channel.parse("channel", "stream/orders"),
                event.type(),
                event.id(),
                event.time(),
                new SourcePosition(4, 18422, 0),
                stream().rolesFor(stream().events().get(0)),
                event.correlationId(),
                "{\"region\":\"eu\"}",
                null,
                json.getBytes(UTF_8));
        return record(Topics.DELIVERIES, delivery.recordKey(), DeliveryCodec.headers(delivery), delivery.json());
    }

    private static String packet() {
        EmittedPacket packet = new EmittedPacket(
                new TenantId("acme"),
                "/acme",
                Set.of("order-17", "order-18"),
                Set.of("muted"),
                new EventId("p-4711"),
                Instant.parse("2026-11-21T08:30:00.480Z"),
                "[\"order:packed\",{\"by\":\"ann\"},{\"_placeholder\":true,\"num\":0}]".getBytes(UTF_8),
                List.of("label".getBytes(UTF_8)));
        return record(Topics.DELIVERIES, packet.recordKey(), EmittedPacketCodec.headers(packet), packet.json());
    }

    private static String definition() throws Exception {
        return record(
                Topics.STREAM_DEFINITIONS,
                stream().key().toString(),
                new RecordHeaders(),
                StreamDefinitionCodec.encode(stream()));
    }

    private static String deadLetter() {
        byte[] value = "{\"specversion\":\"1.0\",\"id\":\"o-18\",\"source\":\"/orders\",\"type\":\"orders:placed\"}"
                .getBytes(UTF_8);
        DeadLetter letter = new DeadLetter(
                Topics.EVENTS,
                4,
                18423,
                DeadLetter.Stage.PARSE,
                "tenant is required",
                "acme/customer-4".getBytes(UTF_8),
                value,
                new RecordHeaders().add("content-type", CloudEventCodec.STRUCTURED.getBytes(UTF_8)));
        return record(Topics.DEAD_LETTERS, letter.recordKey(), letter.headers(), value);
    }

    private static String gateway() {
        Beat beat = new Beat(Address.parse("address", "10.1.0.7:8080"), Instant.parse("2026-11-21T08:30:00Z"), 17);
        return record(Topics.GATEWAYS, GATEWAY.value(), new RecordHeaders(), beat.encode());
    }

    private static String claim() {
        return note(new SessionNote.Claim(GATEWAY, 3, SessionNote.NONE));
    }

    private static String rooms() {
        return note(new SessionNote.Rooms(GATEWAY, 18425, Set.of("sales", "lobby")));
    }

    private static String over() {
        return note(new SessionNote.Over(GATEWAY, 18425));
    }

    private static String note(SessionNote note) {
        return record(Topics.SESSIONS, "Zk3q0vJx9pLw2nRt5sYb", new RecordHeaders(), SessionNoteCodec.encode(note));
    }

    private static String webhook() throws Exception {
        WebhookDefinition webhook = WebhookDefinitionCodec.read(
                WEBHOOK, json("""
                        {"name":"Orders to the CRM","url":"https://crm.example.com/hook","events":[{"namespace":"orders",\
                        "name":"placed","criteria":{"context":{"region":"eu"}}}]}"""), none -> Signing.with(new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        return record(Topics.WEBHOOKS, WEBHOOK.toString(), new RecordHeaders(), WebhookDefinitionCodec.encode(webhook));
    }

    private static String attempt() {
        Attempt attempt = new Attempt(
                WEBHOOK,
                "msg_2KWPBgLlAfxdpx2AI54pPJ85",
                new EventId("o-17"),
                new EventType("orders", "placed"),
                new EventPosition(4, 18422),
                1,
                Instant.parse("2026-11-21T08:30:00.180Z"),
                503,
                null,
                Duration.ofMillis(21),
                Attempt.Outcome.RETRY,
                Instant.parse("2026-11-21T08:30:05.201Z"));
        return record(Topics.WEBHOOK_ATTEMPTS, WEBHOOK.toString(), new RecordHeaders(), AttemptCodec.encode(attempt));
    }

    private static String waiting() {
        return note(new RetryNote.Waiting(
                WEBHOOK,
                new EventPosition(4, 18422),
                1,
                Instant.parse("2026-11-21T08:30:00.130Z"),
                Instant.parse("2026-11-21T08:30:05.201Z")));
    }

    private static String behind() {
        return note(new RetryNote.Behind(WEBHOOK, 4, 18500));
    }

    private static String note(RetryNote note) {
        return record(Topics.WEBHOOK_RETRIES, note.key(), new RecordHeaders(), RetryNoteCodec.encode(note));
    }

    private static Event placed() throws Exception {
        return new Event(
                new TenantId("acme"),
                new EventId("o-17"),
                "/orders",
                new EventType("orders", "placed"),
                Instant.parse("2026-11-21T08:30:00.120Z"),
                "cart-9",
                json("{\"region\":\"eu\"}"),
                json("{\"total\":19.90,\"items\":[{\"sku\":\"A1\"}]}"),
                "customer-4",
                null,
                null);
    }

    private static StreamDefinition stream() throws Exception {
        StreamKey key = StreamKey.parse("acme/skus");
        EventSelector selector = new EventSelector(
                new EventType("orders", "placed"),
                new Criteria(null, json("{\"context\":{\"region\":\"eu\"}}").withObject("/context")),
                Map.of("sku", FieldPath.parse("payload.items[0].sku")),
                Roles.NONE);
        return new StreamDefinition(
                key.tenant(), key.stream(), "Ordered articles", null, false, Roles.of("sales"), List.of(selector));
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.parse(text.getBytes(UTF_8));
    }

    private static String record(String topic, String key, Headers headers, byte[] value) {
        StringBuilder text = new StringBuilder("topic   " + topic + "\nkey     " + key + "\n");
        for (Header header : headers) {
            text.append("header  ")
                    .append(header.key())
                    .append(": ")
                    .append(new String(header.value(), UTF_8))
                    .append('\n');
        }
        return text.append("value   ")
                .append(new String(value, UTF_8))
                .append('\n')
                .toString();
    }
}
