package io.logcast.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import io.logcast.stream.EventSelector;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinitionCodec;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Webhooks as JSON: the value in {@code logcast.webhooks}, which has the secrets, and what {@code /v1/webhooks} shows, which
 * has not.
 */
public final class WebhookDefinitionCodec {

    private static final Set<String> WEBHOOK =
            Set.of("id", "name", "description", "url", "events", "targetId", "eventTypes", "enabled", "form", "secret");
    private static final Set<String> KEPT = with(WEBHOOK, "previousSecret", "previousSecretUntil");
    /** What ADSP's documents have besides, and ADSP itself does not look at when it sends. */
    private static final Set<String> ADSP = with(WEBHOOK, "intervalMinutes", "generatedByTest");

    private static final Set<String> SELECTOR = Set.of("namespace", "name", "criteria");
    private static final Set<String> ADSP_SELECTOR = with(SELECTOR, "map");

    private WebhookDefinitionCodec() {}

    /** With the secrets. */
    public static byte[] encode(WebhookDefinition webhook) {
        Signing signing = webhook.signing();
        ObjectNode json = json(webhook, webhook.url().text())
                .put("secret", signing.secret().text());
        if (signing.previous() != null) {
            json.put("previousSecret", signing.previous().text())
                    .put("previousSecretUntil", signing.previousUntil().toString());
        }
        return Json.bytes(json);
    }

    /** Without the secrets. */
    public static ObjectNode toJson(WebhookDefinition webhook) {
        return json(webhook, webhook.url().shown());
    }

    /** @throws InvalidField if the value of the topic is no webhook */
    public static WebhookDefinition decode(WebhookKey key, JsonNode value) {
        Fields fields = Fields.of("value", value).only(KEPT);
        return read(key, fields, signing(fields));
    }

    private static Signing signing(Fields fields) {
        String previous = fields.text("previousSecret");
        Instant until = Timestamps.parseOr("previousSecretUntil", fields.text("previousSecretUntil"), null);
        if ((previous == null) != (until == null)) {
            throw new InvalidField("previousSecretUntil", "is required with previousSecret, and only with it");
        }
        return new Signing(
                new WebhookSecret(fields.text("secret")), previous == null ? null : new WebhookSecret(previous), until);
    }

    /**
     * Reads what somebody asks for.
     *
     * @param key the webhook that the document is for; the document may repeat the id, not contradict it
     * @param signing with the secret of the document, or with null if it has none
     * @throws InvalidField if the document is no webhook
     */
    public static WebhookDefinition read(WebhookKey key, JsonNode document, Function<WebhookSecret, Signing> signing) {
        Fields fields = Fields.of("body", document);
        fields.only(form(fields) == WebhookForm.ADSP ? ADSP : WEBHOOK);
        String secret = fields.text("secret");
        return read(key, fields, signing.apply(secret == null ? null : new WebhookSecret(secret)));
    }

    private static WebhookDefinition read(WebhookKey key, Fields fields, Signing signing) {
        String id = fields.text("id");
        if (id != null && !id.equals(key.webhook().value())) {
            throw new InvalidField("id", "must be the id in the address, or be left out");
        }
        WebhookForm form = form(fields);
        String name = fields.text("name");
        return new WebhookDefinition(
                key.tenant(),
                key.webhook(),
                name == null ? key.webhook().value() : name,
                fields.text("description"),
                new WebhookUrl(fields.text("url")),
                fields.list("events", selector -> readSelector(selector, form)),
                readTarget(fields),
                !fields.has("enabled") || fields.flag("enabled"),
                form,
                signing);
    }

    private static WebhookForm form(Fields fields) {
        return WebhookForm.parse(fields.text("form"));
    }

    private static EventSelector readSelector(JsonNode node, WebhookForm form) {
        Fields fields = Fields.of("", node).only(form == WebhookForm.ADSP ? ADSP_SELECTOR : SELECTOR);
        return new EventSelector(
                new EventType(fields.text("namespace"), fields.text("name")),
                StreamDefinitionCodec.readCriteria(fields.object("criteria")),
                null,
                Roles.NONE);
    }

    /** An empty target is none, as in ADSP. */
    private static Target readTarget(Fields fields) {
        String id = fields.text("targetId");
        List<EventType> types = fields.list("eventTypes", WebhookDefinitionCodec::readType);
        return id == null || id.isEmpty() ? null : new Target(id, types);
    }

    private static EventType readType(JsonNode node) {
        try {
            return EventType.parse(Fields.of("", node).text("id"));
        } catch (InvalidField e) {
            throw e.field().isEmpty() ? e : new InvalidField("id", "must be namespace:name, each 1 to 50 characters");
        }
    }

    private static ObjectNode json(WebhookDefinition webhook, String url) {
        ObjectNode json = Json.object().put("id", webhook.id().value()).put("name", webhook.name());
        if (webhook.description() != null) {
            json.put("description", webhook.description());
        }
        json.put("url", url);
        ArrayNode events = json.putArray("events");
        webhook.events().forEach(selector -> events.add(selector(selector)));
        if (webhook.target() != null) {
            json.put("targetId", webhook.target().id());
            ArrayNode types = json.putArray("eventTypes");
            webhook.target().eventTypes().forEach(type -> types.addObject().put("id", type.toString()));
        }
        return json.put("enabled", webhook.enabled()).put("form", webhook.form().text());
    }

    private static ObjectNode selector(EventSelector selector) {
        ObjectNode json = Json.object()
                .put("namespace", selector.type().namespace())
                .put("name", selector.type().name());
        ObjectNode criteria = StreamDefinitionCodec.criteria(selector.criteria());
        return criteria.isEmpty() ? json : json.set("criteria", criteria);
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
