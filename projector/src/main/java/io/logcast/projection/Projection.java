package io.logcast.projection;

import static java.util.Objects.requireNonNull;

import io.logcast.delivery.Delivery;
import java.util.List;

/**
 * What became of an event.
 *
 * @param deliveries in the order of their index; none if nobody takes the event
 * @param refusals why a channel does not show it, a sentence each that begins with the channel
 */
record Projection(List<Delivery> deliveries, List<String> refusals) {

    Projection {
        deliveries = List.copyOf(requireNonNull(deliveries, "deliveries is null"));
        refusals = List.copyOf(requireNonNull(refusals, "refusals is null"));
    }
}
