package io.logcast.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;

/** Attempts as values of {@code logcast.webhook-attempts}; the key is that of the webhook. */
public final class AttemptCodec {

    private AttemptCodec() {}

    public static byte[] encode(Attempt attempt) {
        ObjectNode json = Json.object()
                .put("webhook", attempt.webhook().webhook().value())
                .put("messageId", attempt.messageId())
                .put("event", attempt.event().value())
                .put("type", attempt.type().toString())
                .put("position", attempt.position().toString())
                .put("attempt", attempt.number())
                .put("at", attempt.at().toString());
        if (attempt.status() != 0) {
            json.put("status", attempt.status());
        } else {
            json.put("failure", attempt.failure());
        }
        json.put("durationMs", attempt.took().toMillis())
                .put("outcome", attempt.outcome().text());
        if (attempt.next() != null) {
            json.put("next", attempt.next().toString());
        }
        return Json.bytes(json);
    }
}
