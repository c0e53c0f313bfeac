package io.logcast.event;

import io.logcast.field.Text;
import java.util.UUID;

/** Names an event within its tenant and source (CloudEvents {@code id}). */
public record EventId(String value) {

    public static final int MAX_LENGTH = 128;

    public EventId {
        Text.required("id", value, MAX_LENGTH);
    }

    public static EventId random() {
        return new EventId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
