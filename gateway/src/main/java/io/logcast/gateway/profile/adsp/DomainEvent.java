package io.logcast.gateway.profile.adsp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a sender puts into the body of {@code POST /event/v1/events}, checked as ADSP checks it. */
final class DomainEvent {

    private final JsonNode body;
    private final List<String> wrong = new ArrayList<>();

    /** @param body any JSON: what is no object has none of the members */
    DomainEvent(JsonNode body) {
        this.body = body;
    }

    /** The tenant that it names; empty: the sender's. */
    Optional<String> tenantId() {
        return Optional.ofNullable(body.path("tenantId").textValue()).filter(text -> !text.isEmpty());
    }

    /** @throws AdspRefusal that names all that is wrong, or the first thing that ADSP would have let pass */
    Event event(TenantId tenant, AdspUser sender, String traceparent) {
        validate();
        try {
            return new Event(
                    tenant,
                    EventId.random(),
                    "/tenants/" + encoded(tenant.value()) + "/publishers/"
                            + encoded(sender.caller().subject()),
                    new EventType(
                            body.path("namespace").textValue(),
                            body.path("name").textValue()),
                    time(body.path("timestamp").textValue()).orElseThrow(),
                    body.path("correlationId").textValue(),
                    body.path("context") instanceof ObjectNode context ? context : null,
                    body.path("payload"),
                    null,
                    null,
                    traceparent);
        } catch (InvalidField e) {
            throw AdspRefusal.invalid(e.getMessage() + ".");
        }
    }

    /** A member that breaks two rules is named twice, as ADSP does it. */
    private void validate() {
        requireText("namespace");
        requireText("name");
        require("timestamp", time(body.path("timestamp").asText("")).isPresent());
        require(
                "correlationId",
                isAbsent("correlationId") || body.path("correlationId").isTextual());
        require("context", isAbsent("context") || body.path("context").isObject());
        require("payload", body.path("payload").isObject());
        if (!wrong.isEmpty()) {
            throw AdspRefusal.invalid("Validation failed with error(s): " + String.join(", ", wrong));
        }
    }

    private void requireText(String name) {
        JsonNode value = body.path(name);
        int length = value.isContainerNode() ? 1 : value.asText("").length();
        require(name, value.isTextual());
        require(name, !value.isNull() && length >= 1 && length <= EventType.MAX_LENGTH);
    }

    private boolean isAbsent(String name) {
        return body.path(name) instanceof MissingNode;
    }

    private void require(String name, boolean holds) {
        if (!holds) {
            wrong.add(name + " (body) - Invalid value");
        }
    }

    /** ISO 8601 as JavaScript reads it; a time without an offset is taken as UTC. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Timestamps.parseOr("timestamp", text, null));
        } catch (InvalidField e) {
            return ofDate(text).or(() -> ofDateTime(text));
        }
    }

    private static Optional<Instant> ofDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ofDateTime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
