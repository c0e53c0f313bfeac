package io.logcast.webhook.sender;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.json.Json;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.WebhookDefinition;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** {@code push-service:webhook-triggered}, as ADSP has it: what a receiver has answered to an event. */
final class TriggeredEvent {

    /** The JDK's client does not tell the reason phrase, and most servers say what the standard proposes. */
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(307, "Temporary Redirect"),
            Map.entry(308, "Permanent Redirect"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Payload Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private TriggeredEvent() {}

    /** Said twice, because an acknowledgement was late, it has the same id twice. */
    static Event of(WebhookDefinition webhook, Event trigger, Attempt attempt, Answer answer) {
        String correlationId = trigger.correlationId();
        return new Event(
                webhook.tenant(),
                new EventId(attempt.messageId() + "-" + attempt.number()),
                "/webhooks/" + webhook.id().value().replace(" ", "%20"),
                WebhookDefinition.TRIGGERED,
                attempt.at().plus(answer.took()),
                correlationId == null || correlationId.isEmpty() ? webhook.id().value() : correlationId,
                Json.object().put("name", webhook.name()),
                payload(webhook, trigger, answer),
                null,
                null,
                trigger.traceparent());
    }

    private static ObjectNode payload(WebhookDefinition webhook, Event trigger, Answer answer) {
        ObjectNode payload = Json.object();
        ObjectNode about = payload.putObject("webhook")
                .put("name", webhook.name())
                .put("url", webhook.url().shown());
        if (webhook.target() != null) {
            about.put("targetId", webhook.target().id());
        }
        ObjectNode cause = payload.putObject("trigger")
                .put("namespace", trigger.type().namespace())
                .put("name", trigger.type().name());
        if (trigger.correlationId() != null) {
            cause.put("correlationId", trigger.correlationId());
        }
        if (trigger.context() != null) {
            cause.set("context", trigger.context());
            if (!isWritable(payload)) {
                cause.remove("context");
            }
        }
        ObjectNode response = payload.putObject("response")
                .put("status", REASONS.getOrDefault(answer.status(), ""))
                .put("statusCode", answer.status());
        Instant date = answer.date();
        if (date != null) {
            response.put("timestamp", date.toString());
        }
        return payload.put("responseTime", answer.took().toMillis());
    }

    /** What is nested as deep as JSON may be finds no place inside of something else. */
    private static boolean isWritable(ObjectNode payload) {
        try {
            return Json.bytes(Json.object().set("data", payload)).length > 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
