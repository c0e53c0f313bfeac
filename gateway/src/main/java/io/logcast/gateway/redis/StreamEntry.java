package io.logcast.gateway.redis;

import io.logcast.event.EventId;
import java.time.Duration;
import java.util.Map;

/**
 * An entry of a stream.
 *
 * @param name of the stream
 * @param isPast whether it was there before this gateway
 */
record StreamEntry(String name, EntryId place, Map<String, String> fields, boolean isPast) implements Origin {

    ClusterMessage message() throws Unreadable {
        return ClusterMessage.read(fields);
    }

    @Override
    public EventId id() {
        return MessageIds.ofEntry(name, place.toString());
    }

    @Override
    public int bytes() {
        return fields.entrySet().stream()
                .mapToInt(field -> field.getKey().length() + field.getValue().length())
                .sum();
    }

    /** By the clock of Redis and by ours. */
    @Override
    public Duration age() {
        return Duration.ofMillis(Math.max(1, System.currentTimeMillis() - place.millis()));
    }

    @Override
    public Emitted reread() throws Unreadable {
        return message().packet();
    }
}
