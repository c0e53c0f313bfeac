package io.logcast.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.channel.Channel;
import io.logcast.delivery.Delivery;
import io.logcast.delivery.SourcePosition;
import io.logcast.event.Event;
import io.logcast.json.Json;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.stream.EventSelector;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Projects one event onto every channel that shows it: the streams that take it by their id, then the channel that it is
 * addressed to. The same event with the same definitions gives the same deliveries, positions included.
 */
final class Projector {

    /** A map may repeat a large payload: what it makes of an event has a limit of its own, in bytes. */
    static final int MAX_VALUE = 2 * 1024 * 1024;

    private final Event event;
    private final EventPosition position;
    private final ObjectNode whole;
    private final String context;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    /** Counts refused channels too, so that one stream's refusal does not move the positions of the others. */
    private int index;

    private Projector(Event event, EventPosition position) {
        this.event = event;
        this.position = position;
        this.whole = Envelope.whole(event);
        this.context = event.context() == null ? null : new String(Json.bytes(event.context()), StandardCharsets.UTF_8);
    }

    static Projection project(Event event, EventPosition position, DefinitionSnapshot definitions) {
        Projector projector = new Projector(event, position);
        definitions.taking(event.tenant(), event.type()).forEach(projector::show);
        if (event.to() != null) {
            projector.show(event.to(), Roles.NONE, projector.whole);
        }
        return new Projection(projector.deliveries, projector.refusals);
    }

    private void show(StreamDefinition stream) {
        Optional<EventSelector> selector = stream.selectorFor(event);
        if (selector.isPresent()) {
            show(stream.channel(), stream.rolesFor(selector.get()), json(selector.get()));
        }
    }

    private ObjectNode json(EventSelector selector) {
        return selector.map() == null ? whole : Envelope.mapped(event, whole, selector.map());
    }

    private void show(Channel channel, Roles roles, ObjectNode json) {
        int mine = index++;
        BoundedBytes value = Json.write(json, () -> new BoundedBytes(MAX_VALUE));
        if (value.isWhole()) {
            deliveries.add(delivery(channel, roles, position.delivery(mine), value.toByteArray()));
        } else {
            refusals.add(channel + ": the projected value must have at most " + MAX_VALUE + " bytes, it has "
                    + value.length());
        }
    }

    private Delivery delivery(Channel channel, Roles roles, SourcePosition source, byte[] value) {
        return new Delivery(
                event.tenant(),
                channel,
                event.type(),
                event.id(),
                event.time(),
                source,
                roles,
                event.correlationId(),
                context,
                event.traceparent(),
                value);
    }
}
