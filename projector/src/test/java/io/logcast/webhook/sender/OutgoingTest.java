package io.logcast.webhook.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookDefinitionCodec;
import io.logcast.webhook.WebhookKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.400Z");

    @Test
    void native_isTheEnvelope() throws Exception {
        assertThat(body("native")).isEqualTo("""
                {"id":"o-17","tenant":"acme","namespace":"shop","name":"ordered","timestamp":"2026-11-21T08:30:00.120Z",\
                "correlationId":"c1","context":{"region":"eu"},"traceparent":"00-1","payload":{"total":19.90}}""");
    }

    @Test
    void adsp_isItsEventWithTheTenantAsAnObject() throws Exception {
        assertThat(body("adsp")).isEqualTo("""
                {"namespace":"shop","name":"ordered","tenantId":{"type":"resource","namespace":"platform",\
                "service":"tenant-service","api":"v2","resource":"/tenants/acme"},"correlationId":"c1",\
                "context":{"region":"eu"},"timestamp":"2026-11-21T08:30:00.120Z","traceparent":"00-1",\
                "payload":{"total":19.90}}""");
    }

    @Test
    void headers_areThoseOfStandardWebhooks() throws Exception {
        Outgoing first = Outgoing.of(webhook("native"), event(), NOON);
        Outgoing later = Outgoing.of(webhook("native"), event(), NOON.plusSeconds(60));

        assertThat(first.headers().keySet())
                .containsExactly(
                        "content-type",
                        "user-agent",
                        "webhook-id",
                        "webhook-timestamp",
                        "webhook-signature",
                        "authorization");
        assertThat(first.headers()).containsEntry("webhook-timestamp", Long.toString(NOON.getEpochSecond()));
        assertThat(first.headers().get("webhook-id"))
                .isEqualTo(later.headers().get("webhook-id"))
                .matches("msg_[A-Za-z0-9_-]{24}");
        assertThat(first.headers().get("webhook-signature"))
                .isNotEqualTo(later.headers().get("webhook-signature"));
    }

    @Test
    void userInfo_isAHeaderAndNotInTheAddress() throws Exception {
        Outgoing outgoing = Outgoing.of(webhook("native"), event(), NOON);

        assertThat(outgoing.target()).hasToString("https://example.com/hook?a=1");
        assertThat(outgoing.headers()).containsEntry("authorization", "Basic YW5uOnB3");
        assertThat(outgoing.toString()).doesNotContain("YW5uOnB3", "pw");
    }

    private static String body(String form) throws Exception {
        return new String(Outgoing.of(webhook(form), event(), NOON).body(), UTF_8);
    }

    private static Event event() throws Exception {
        return Hooks.event("""
                {"specversion":"1.0","id":"o-17","source":"/s","type":"shop:ordered","time":"2026-11-21T08:30:00.120Z",\
                "tenant":"acme","correlationid":"c1","context":"{\\"region\\":\\"eu\\"}","traceparent":"00-1","data":{"total":19.90}}""");
    }

    private static WebhookDefinition webhook(String form) throws Exception {
        return WebhookDefinitionCodec.read(
                WebhookKey.parse("acme/crm"), Json.parse("""
                {"url":"https://ann:pw@example.com/hook?a=1#x","form":"%s","events":[{"namespace":"shop","name":"ordered"}]}""".formatted(form).getBytes(UTF_8)), none -> Hooks.SIGNING);
    }
}
