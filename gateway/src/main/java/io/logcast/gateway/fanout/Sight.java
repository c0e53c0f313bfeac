package io.logcast.gateway.fanout;

import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;

/**
 * What holders of the same roles who want the same see of a channel. Remembers its last answer: the groups of an event
 * loop that are alike in this ask one after the other.
 */
final class Sight {

    /** What makes them alike. */
    record Key(Roles roles, DeliveryFilter filter) {}

    private final Roles roles;
    private final DeliveryFilter filter;
    private TailEntry asked;
    private boolean answer;

    Sight(Roles roles, DeliveryFilter filter) {
        this.roles = roles;
        this.filter = filter;
    }

    static Sight of(Key key) {
        return new Sight(key.roles(), key.filter());
    }

    @SuppressWarnings("ReferenceEquality") // That very entry: an equal offset may be of another partition.
    boolean admits(TailEntry entry) {
        if (asked != entry) {
            answer = admits(entry, roles, filter);
            asked = entry;
        }
        return answer;
    }

    static boolean admits(TailEntry entry, Roles held, DeliveryFilter filter) {
        return (entry.roles().isEmpty() || entry.roles().anyOf(held)) && filter.matches(entry);
    }
}
