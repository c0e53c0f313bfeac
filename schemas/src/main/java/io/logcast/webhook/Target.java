package io.logcast.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.event.Event;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.List;

/**
 * An application whose events a webhook wants, by ADSP's rules: events of these types whose payload names the application,
 * as {@code application.appKey} or {@code application.id}.
 */
public record Target(String id, List<EventType> eventTypes) {

    public Target {
        Text.required("targetId", id, Event.MAX_TEXT);
        if (eventTypes.size() > WebhookDefinition.MAX_EVENTS) {
            throw new InvalidField(
                    "eventTypes",
                    "must have at most " + WebhookDefinition.MAX_EVENTS + " elements, it has " + eventTypes.size());
        }
        eventTypes = List.copyOf(eventTypes);
    }

    boolean takes(Event event) {
        JsonNode application = event.payload().path("application");
        return eventTypes.contains(event.type()) && (isId(application.path("appKey")) || isId(application.path("id")));
    }

    private boolean isId(JsonNode named) {
        return named.isTextual() && named.textValue().equals(id);
    }
}
