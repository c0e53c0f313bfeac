package io.logcast.gateway.tail;

import static java.util.Objects.requireNonNull;

import io.logcast.delivery.Delivery;

/** A delivery at its offset in its partition of {@code logcast.deliveries}. */
public record TailEntry(long offset, Delivery delivery) {

    /** What an entry costs in memory besides its texts: its record, headers, strings and slot; measured at about 700 bytes. */
    private static final long OVERHEAD = 768;

    /** A string and its node in the set. */
    private static final long PER_ROLE = 96;

    public TailEntry {
        requireNonNull(delivery, "delivery is null");
    }

    /** The position after this entry: what a subscriber that has received it holds. */
    public long next() {
        return offset + 1;
    }

    /** About how many bytes of heap it keeps alive. */
    long weight() {
        return OVERHEAD
                + delivery.json().length
                + weight(delivery.context())
                + weight(delivery.correlationId())
                + weight(delivery.traceparent())
                + delivery.roles().names().stream()
                        .mapToLong(name -> PER_ROLE + weight(name))
                        .sum();
    }

    /** Two bytes for a character: what is not Latin needs them. */
    private static long weight(String text) {
        return text == null ? 0 : 2L * text.length();
    }
}
