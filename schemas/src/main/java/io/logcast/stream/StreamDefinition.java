package io.logcast.stream;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.event.Event;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.List;
import java.util.Optional;

/**
 * What a stream shows, and to whom.
 *
 * @param name for people, at most 100 characters
 * @param description for people, at most 1,000 characters; null if there is none
 * @param publicSubscribe everybody may subscribe, also without a token
 * @param subscriberRoles one of them, or {@link Roles#STREAM_LISTENER}, is needed, unless the stream is public
 * @param events the first selector that takes an event decides
 */
public record StreamDefinition(
        TenantId tenant,
        StreamId id,
        String name,
        String description,
        boolean publicSubscribe,
        Roles subscriberRoles,
        List<EventSelector> events) {

    public static final int MAX_EVENTS = 200;
    public static final int MAX_ROLES = 100;

    public StreamDefinition {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(id, "id is null");
        requireNonNull(subscriberRoles, "subscriberRoles is null");
        Text.required("name", name, 100);
        Text.optional("description", description, 1000);
        if (subscriberRoles.names().size() > MAX_ROLES) {
            throw new InvalidField("subscriberRoles", "must be at most " + MAX_ROLES);
        }
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw new InvalidField("events", "must have 1 to " + MAX_EVENTS + " elements, it has " + events.size());
        }
        events = List.copyOf(events);
    }

    public StreamKey key() {
        return new StreamKey(tenant, id);
    }

    public Channel channel() {
        return Channel.stream(id);
    }

    /** The selector that decides how this stream shows the event; empty if the stream does not take it. */
    public Optional<EventSelector> selectorFor(Event event) {
        if (!tenant.equals(event.tenant())) {
            return Optional.empty();
        }
        return events.stream().filter(selector -> selector.takes(event)).findFirst();
    }

    /** Whether somebody who holds these roles may subscribe. */
    public boolean admits(Roles held) {
        return publicSubscribe || accepted().anyOf(held);
    }

    /** Who may see a delivery made by the selector: its own roles, else whoever may subscribe. */
    public Roles rolesFor(EventSelector selector) {
        if (!selector.roles().isEmpty()) {
            return selector.roles();
        }
        return publicSubscribe ? Roles.NONE : accepted();
    }

    private Roles accepted() {
        return subscriberRoles.and(Roles.STREAM_LISTENER);
    }
}
