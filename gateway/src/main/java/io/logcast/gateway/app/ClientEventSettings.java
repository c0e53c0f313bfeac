package io.logcast.gateway.app;

import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.gateway.ingress.ClientEvent;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * An event that Socket.IO clients may publish ({@code logcast.gateway.socketio.client-events}, a list).
 *
 * @param name as clients emit it
 * @param type as Logcast has it, {@code namespace:name}
 * @param roles one of them is needed
 */
@EachProperty(value = "logcast.gateway.socketio.client-events", list = true)
record ClientEventSettings(
        @Nullable String name,
        @Nullable String type,
        @Bindable(defaultValue = "event-sender") List<String> roles) {

    ClientEvent event() {
        try {
            return new ClientEvent(name, EventType.parse(type), Roles.of(roles));
        } catch (InvalidField e) {
            throw e.within("logcast.gateway.socketio.client-events");
        }
    }
}
