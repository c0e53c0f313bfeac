package io.logcast.gateway.fanout;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Criteria;
import java.util.Set;

/**
 * Narrows a subscription; it never widens what may be seen.
 *
 * @param types {@code namespace:name}, one of which it must be; empty: any
 */
public record DeliveryFilter(Set<String> types, Criteria criteria) {

    public static final DeliveryFilter NONE = new DeliveryFilter(Set.of(), Criteria.ANY);

    public DeliveryFilter {
        requireNonNull(criteria, "criteria is null");
        types = Set.copyOf(types);
    }

    boolean matches(TailEntry entry) {
        return (types.isEmpty() || (entry.type() != null && types.contains(entry.type())))
                && criteria.matches(entry.correlationId(), entry.context());
    }
}
