package io.logcast.webhook;

import static java.util.Objects.requireNonNull;

import io.logcast.event.Event;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import io.logcast.stream.EventSelector;
import java.util.List;

/**
 * Who wants to be told of which events by a request of ours.
 *
 * @param name for people, at most 100 characters
 * @param description for people, at most 1,000 characters; null if there is none
 * @param events what triggers it, unless there is a target; maps and roles of the selectors have no meaning
 * @param target decides instead of the events; null if there is none
 * @param enabled false: nothing triggers it, and what has not been delivered is given up
 */
public record WebhookDefinition(
        TenantId tenant,
        WebhookId id,
        String name,
        String description,
        WebhookUrl url,
        List<EventSelector> events,
        Target target,
        boolean enabled,
        WebhookForm form,
        Signing signing) {

    /** What is told of each answer of a receiver. It triggers no webhook, or one that wants all would never rest. */
    public static final EventType TRIGGERED = new EventType("push-service", "webhook-triggered");

    public static final int MAX_EVENTS = 200;

    public WebhookDefinition {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(id, "id is null");
        requireNonNull(url, "url is null");
        requireNonNull(form, "form is null");
        requireNonNull(signing, "signing is null");
        Text.required("name", name, 100);
        Text.optional("description", description, 1000);
        if (events.size() > MAX_EVENTS) {
            throw new InvalidField("events", "must have at most " + MAX_EVENTS + " elements, it has " + events.size());
        }
        // ADSP's documents may hold webhooks that wait for nothing.
        if (events.isEmpty() && target == null && form == WebhookForm.NATIVE) {
            throw new InvalidField("events", "must have 1 to " + MAX_EVENTS + " elements, it has 0");
        }
        events = List.copyOf(events);
    }

    public WebhookKey key() {
        return new WebhookKey(tenant, id);
    }

    public boolean isTriggeredBy(Event event) {
        if (!enabled || !tenant.equals(event.tenant()) || event.type().equals(TRIGGERED)) {
            return false;
        }
        return target == null ? events.stream().anyMatch(selector -> selector.takes(event)) : target.takes(event);
    }

    /** The same, and nothing triggers it any more. */
    public WebhookDefinition disabled() {
        return new WebhookDefinition(tenant, id, name, description, url, events, target, false, form, signing);
    }

    /** The same, signed otherwise. */
    public WebhookDefinition signedWith(Signing other) {
        return new WebhookDefinition(tenant, id, name, description, url, events, target, enabled, form, other);
    }
}
