package io.logcast.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDefinitionCodecTest {

    private static final WebhookKey KEY = WebhookKey.parse("acme/crm");
    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String EVENTS = "\"events\":[{\"namespace\":\"shop\",\"name\":\"ordered\"}]";

    @Test
    void webhook_comesBackFromTheTopicAsItWas() throws Exception {
        WebhookDefinition webhook = read("""
                {"id":"crm","name":"CRM","description":"to the CRM","url":"http://a:b@h:8080/x?y=z",\
                "events":[{"namespace":"shop","name":"ordered","criteria":{"correlationId":"c","context":{"n":1}}}],\
                "targetId":"app","eventTypes":[{"id":"status:up"}],"enabled":false,"form":"adsp"}""");
        WebhookDefinition rotated = webhook.signedWith(webhook.signing()
                .rotated(WebhookSecret.make(new SecureRandom()), Instant.parse("2026-11-22T00:00:00Z")));

        assertThat(decoded(webhook)).isEqualTo(webhook);
        assertThat(decoded(rotated)).isEqualTo(rotated);
    }

    @Test
    void secret_isShownNowhere() throws Exception {
        WebhookDefinition webhook = read("{\"url\":\"https://ann:pw@h/\"," + EVENTS + "}");

        assertThat(WebhookDefinitionCodec.toJson(webhook).toString())
                .doesNotContain("MfKQ", "pw")
                .contains("\"url\":\"https://h/\"");
        assertThat(webhook.toString()).doesNotContain("MfKQ", "pw");
    }

    @Test
    void webhookOfAdsp_isTakenAsItStandsInItsDocument() throws Exception {
        WebhookDefinition webhook = read("""
                {"id":"crm","name":"Hook","url":"https://h/","description":null,"targetId":"","intervalMinutes":5,\
                "generatedByTest":false,"eventTypes":[],"form":"adsp",\
                "events":[{"namespace":"shop","name":"ordered","map":{"a":"payload.a"},"criteria":{}}]}""");

        assertThat(webhook.target()).isNull();
        assertThat(webhook.isTriggeredBy(event("shop:ordered", "1"))).isTrue();
        assertThat(read("{\"url\":\"https://h/\",\"form\":\"adsp\"}").isTriggeredBy(event("shop:ordered", "1")))
                .isFalse();
    }

    @Test
    void trigger_isDecidedByTypeAndCriteria() throws Exception {
        WebhookDefinition webhook = read("""
                {"url":"https://h/","events":[{"namespace":"shop","name":"ordered","criteria":{"correlationId":"c1"}}]}""");

        assertThat(webhook.isTriggeredBy(event("shop:ordered", "1"))).isTrue();
        assertThat(webhook.isTriggeredBy(event("shop:Ordered", "1"))).isFalse();
        assertThat(webhook.disabled().isTriggeredBy(event("shop:ordered", "1"))).isFalse();
        assertThat(read("""
                        {"url":"https://h/","events":[{"namespace":"shop","name":"ordered","criteria":{"correlationId":"c2"}}]}""").isTriggeredBy(event("shop:ordered", "1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status:up   | {\"application\":{\"appKey\":\"app\"}}          | true",
                "status:up   | {\"application\":{\"id\":\"app\"}}              | true",
                "status:up   | {\"application\":{\"id\":\"x\",\"appKey\":1}}   | false",
                "status:up   | 1                                               | false",
                "status:down | {\"application\":{\"appKey\":\"app\"}}          | false",
                "shop:ordered| {\"application\":{\"appKey\":\"app\"}}          | false"
            })
    void target_decidesInsteadOfTheEvents(String type, String payload, boolean isTriggered) throws Exception {
        WebhookDefinition webhook = read(
                "{\"url\":\"https://h/\",\"targetId\":\"app\",\"eventTypes\":[{\"id\":\"status:up\"}]," + EVENTS + "}");

        assertThat(webhook.isTriggeredBy(event(type, payload))).isEqualTo(isTriggered);
    }

    @Test
    void eventAboutAWebhook_triggersNone() throws Exception {
        WebhookDefinition webhook = read("""
                {"url":"https://h/","events":[{"namespace":"push-service","name":"webhook-triggered"}]}""");

        assertThat(webhook.isTriggeredBy(event("push-service:webhook-triggered", "1")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | url is required",
                "{\"url\":\"ftp://h/\"}                                    | url must begin with http",
                "{\"url\":\"h/x\"}                                         | url must begin with http",
                "{\"url\":\"http:///x\"}                                   | url must name a host",
                "{\"url\":\"http://h:99999/x\"}                            | url must name a host",
                "{\"url\":\"http://a b/\"}                                 | url must be a URL",
                "{\"url\":\"http://h/\"}                                   | events must have 1 to 200 elements, it has 0",
                "{\"url\":\"http://h/\",\"evnts\":[]}                      | evnts is not known",
                "{\"url\":\"http://h/\",\"events\":[{\"namespace\":\"a\"}]}| events[0].name is required",
                "{\"url\":\"http://h/\",\"events\":[{\"namespace\":\"a\",\"name\":\"b\",\"map\":{}}]}| events[0].map is not known",
                "{\"url\":\"http://h/\",\"targetId\":\"t\",\"eventTypes\":[{\"id\":\"x\"}]}| eventTypes[0].id must be namespace:name",
                "{\"url\":\"http://h/\",\"form\":\"xml\"}                  | form must be native or adsp",
                "{\"url\":\"http://h/\",\"enabled\":1}                     | enabled must be true or false",
                "{\"url\":\"http://h/\",\"secret\":\"abc\"}                | secret must be whsec_",
                "{\"url\":\"http://h/\",\"secret\":\"whsec_YWJj\"}         | secret must be whsec_",
                "{\"id\":\"other\",\"url\":\"http://h/\"}                  | id must be the id in the address"
            })
    void document_notAcceptable_isNamedWithItsRule(String document, String rule) {
        assertThatThrownBy(() -> read(document)).hasMessageStartingWith(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/crm/4-18422 {\"attempts\":2,\"published\":\"2026-11-21T08:30:00Z\",\"due\":\"2026-11-21T09:30:00Z\"}",
                "acme/a b/11 {\"from\":7}"
            })
    void note_comesBackAsItWas(String text) throws Exception {
        int space = text.indexOf(" {");
        byte[] value = text.substring(space + 1).getBytes(UTF_8);
        RetryNote note = RetryNoteCodec.decode(text.substring(0, space), value);

        assertThat(note.key()).isEqualTo(text.substring(0, space));
        assertThat(RetryNoteCodec.encode(note)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"previousSecret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"",
                "\"previousSecretUntil\":\"2026-11-22T08:30:00Z\""
            })
    void recordWithHalfOfAPreviousSecret_isNoWebhook(String half) throws Exception {
        String kept = new String(
                WebhookDefinitionCodec.encode(
                        read("{\"url\":\"http://h/\",\"events\":[{\"namespace\":\"a\",\"name\":\"b\"}]}")),
                UTF_8);
        JsonNode value = json(kept.substring(0, kept.length() - 1) + "," + half + "}");

        assertThatThrownBy(() -> WebhookDefinitionCodec.decode(KEY, value))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("previousSecretUntil is required");
    }

    @Test
    void noteOfANegativeOffset_isNone() {
        assertThatThrownBy(() -> RetryNoteCodec.decode("acme/crm/11", "{\"from\":-1}".getBytes(UTF_8)))
                .isInstanceOf(InvalidField.class)
                .hasMessage("from must not be negative");
    }

    private static WebhookDefinition read(String document) throws Exception {
        return WebhookDefinitionCodec.read(KEY, json(document), given -> Signing.with(given == null ? SECRET : given));
    }

    private static WebhookDefinition decoded(WebhookDefinition webhook) throws Exception {
        return WebhookDefinitionCodec.decode(KEY, Json.parse(WebhookDefinitionCodec.encode(webhook)));
    }

    private static Event event(String type, String payload) throws Exception {
        return CloudEventCodec.structured(
                json(
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"tenant\":\"acme\",\"correlationid\":\"c1\",\"type\":\""
                                + type + "\",\"data\":" + payload + "}"),
                Instant.EPOCH);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.parse(text.getBytes(UTF_8));
    }
}
