package io.logcast.stream;

import static java.util.Objects.requireNonNull;

import io.logcast.event.Event;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which events a stream takes, and what it shows of them.
 *
 * @param type exact, case-sensitive
 * @param map the members of the projected JSON in this order, each with the path of its value; null: the whole envelope;
 *     empty: the envelope without payload
 * @param roles who of the stream's subscribers gets these events; empty: whoever may subscribe
 */
public record EventSelector(EventType type, Criteria criteria, Map<String, FieldPath> map, Roles roles) {

    public static final int MAX_MAP = 100;

    public EventSelector {
        requireNonNull(type, "type is null");
        requireNonNull(criteria, "criteria is null");
        requireNonNull(roles, "roles is null");
        if (map != null) {
            requireMap(map);
            map = Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
    }

    public boolean takes(Event event) {
        return type.equals(event.type()) && criteria.matches(event);
    }

    private static void requireMap(Map<String, FieldPath> map) {
        if (map.size() > MAX_MAP) {
            throw new InvalidField("map", "must have at most " + MAX_MAP + " members, it has " + map.size());
        }
        map.keySet().forEach(member -> Text.required("map", member, 100));
    }
}
