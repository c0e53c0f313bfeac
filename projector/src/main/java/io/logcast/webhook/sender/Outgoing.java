package io.logcast.webhook.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.projection.Envelope;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookForm;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as it leaves: a POST with these headers. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Outgoing(URI target, Map<String, String> headers, byte[] body) {

    private static final String USER_AGENT = "Logcast-Webhooks/1.0";

    /** Signed for that moment: receivers refuse what was signed more than some minutes ago, so each attempt is signed anew. */
    static Outgoing of(WebhookDefinition webhook, Event event, Instant now) {
        byte[] body = Json.bytes(webhook.form() == WebhookForm.ADSP ? AdspEvent.of(event) : Envelope.whole(event));
        String messageId = MessageId.of(webhook.key(), event);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", USER_AGENT);
        headers.put("webhook-id", messageId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", Signature.of(webhook.signing().at(now), messageId, now, body));
        String userInfo = webhook.url().userInfo();
        if (userInfo != null) {
            headers.put("authorization", "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8)));
        }
        return new Outgoing(webhook.url().target(), headers, body);
    }

    /** Without headers, which may hold a password, and without the body. */
    @Override
    public String toString() {
        return "Outgoing[" + target.getHost() + "]";
    }
}
