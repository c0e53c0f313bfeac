package io.logcast.gateway.ingress;

import static java.util.Objects.requireNonNull;

import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import io.logcast.stream.Roles;

/**
 * An event of Socket.IO clients that becomes one of Logcast.
 *
 * @param name as clients emit it
 * @param roles one of them is needed
 */
public record ClientEvent(String name, EventType type, Roles roles) {

    public static final int MAX_NAME = 256;

    public ClientEvent {
        requireNonNull(type, "type is null");
        Text.required("name", name, MAX_NAME);
        if (roles.isEmpty()) {
            // To everybody who may connect: nobody means that.
            throw new InvalidField("roles", "must not be empty");
        }
    }
}
