package io.logcast.webhook.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.Signing;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookDefinitionCodec;
import io.logcast.webhook.WebhookKey;
import io.logcast.webhook.WebhookSecret;
import java.time.Instant;

/** Samples. */
final class Hooks {

    static final Signing SIGNING = Signing.with(new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    private Hooks() {}

    /** Wants all {@code shop:ordered}. */
    static WebhookDefinition webhook(String key) {
        return webhook(
                key, "{\"url\":\"https://example.com/\",\"events\":[{\"namespace\":\"shop\",\"name\":\"ordered\"}]}");
    }

    static WebhookDefinition webhook(String key, String document) {
        try {
            return WebhookDefinitionCodec.read(
                    WebhookKey.parse(key), Json.parse(document.getBytes(UTF_8)), none -> SIGNING);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@code shop:ordered} of that tenant. */
    static Published ordered(String tenant, int partition, long offset, Instant at) {
        return new Published(
                new EventPosition(partition, offset),
                at,
                event("{\"specversion\":\"1.0\",\"id\":\"e" + partition + "-" + offset
                        + "\",\"source\":\"/s\",\"type\":\"shop:ordered\",\"tenant\":\"" + tenant + "\",\"data\":1}"));
    }

    static Event event(String cloudEvent) {
        try {
            return CloudEventCodec.structured(Json.parse(cloudEvent.getBytes(UTF_8)), Instant.EPOCH);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e);
        }
    }
}
