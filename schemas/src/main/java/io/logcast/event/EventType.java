package io.logcast.event;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;

/** What kind of thing has happened; written {@code namespace:name}, which is the CloudEvents {@code type}. */
public record EventType(String namespace, String name) {

    public static final int MAX_LENGTH = 50;

    public EventType {
        part("namespace", namespace);
        part("name", name);
    }

    /** Reads {@code namespace:name}. */
    public static EventType parse(String text) {
        Text.required("type", text, 2 * MAX_LENGTH + 1);
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidField("type", "must be namespace:name");
        }
        return new EventType(text.substring(0, colon), text.substring(colon + 1));
    }

    private static void part(String field, String value) {
        Text.required(field, value, MAX_LENGTH);
        // socket.io clients split the event name at its only colon.
        if (value.indexOf(':') >= 0) {
            throw new InvalidField(field, "must not contain ':'");
        }
    }

    @Override
    public String toString() {
        return namespace + ":" + name;
    }
}
