package io.logcast.gateway.profile.adsp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.TenantId;
import io.logcast.gateway.namespace.Rendering;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Deliveries as ADSP shows events: {@code namespace, name, tenantId, correlationId?, context?, timestamp, traceparent?, payload}
 * for a whole one; {@code tenantId, namespace, name, correlationId?, context?} and the members of the map for one that a stream
 * has mapped. The tenant is a URN, the time has milliseconds. What has another shape is shown as it is.
 */
@Singleton
final class AdspEvents implements Rendering {

    private static final String TENANT = "tenant";
    private static final String TENANT_ID = "tenantId";
    private static final String TIMESTAMP = "timestamp";
    private static final List<String> WHOLE = List.of("namespace", "name", TENANT_ID, "correlationId", "context");
    private static final List<String> REST = List.of(TIMESTAMP, "traceparent", "payload");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Tenants tenants;

    AdspEvents(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public Rendered of(TailEntry entry) {
        String type = entry.type() == null ? "message" : entry.type();
        if (entry.target() == null && parsed(entry.json()) instanceof ObjectNode delivery && !delivery.isEmpty()) {
            // The first member tells which of its two shapes the projector gave it.
            switch (delivery.fieldNames().next()) {
                case "id" -> {
                    return whole(delivery, entry.key().tenant(), type);
                }
                case TENANT -> {
                    return mapped(delivery, entry.key().tenant(), type);
                }
                default -> {
                    // Somebody else has written it.
                }
            }
        }
        return new Rendered(type, entry.json());
    }

    private Rendered whole(ObjectNode delivery, TenantId tenant, String type) {
        ObjectNode event = Json.object();
        delivery.put(TENANT_ID, tenants.urn(tenant));
        copy(delivery, WHOLE, event);
        copy(delivery, REST, event);
        return rendered(event, type);
    }

    private Rendered mapped(ObjectNode delivery, TenantId tenant, String type) {
        ObjectNode event = Json.object().put(TENANT_ID, tenants.urn(tenant));
        delivery.properties().forEach(member -> {
            boolean isOurs = member.getKey().equals(TENANT)
                    && tenant.value().equals(member.getValue().textValue());
            if (!isOurs) {
                event.set(member.getKey(), member.getValue());
            }
        });
        return rendered(event, type);
    }

    private static void copy(ObjectNode from, List<String> names, ObjectNode to) {
        for (String name : names) {
            JsonNode value = from.get(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }

    /** A map may have given it another namespace and name, by which it is called then. */
    private static Rendered rendered(ObjectNode event, String type) {
        if (event.path(TIMESTAMP).isTextual()) {
            event.put(TIMESTAMP, withMillis(event.path(TIMESTAMP).textValue()));
        }
        JsonNode namespace = event.path("namespace");
        JsonNode name = event.path("name");
        String called =
                namespace.isTextual() && name.isTextual() ? namespace.textValue() + ":" + name.textValue() : type;
        return new Rendered(called, Json.bytes(event));
    }

    private static String withMillis(String time) {
        try {
            return MILLIS.format(Instant.parse(time));
        } catch (DateTimeException e) {
            return time;
        }
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return Json.parse(json);
        } catch (MalformedJson e) {
            return null;
        }
    }
}
