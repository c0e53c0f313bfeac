package io.logcast.gateway.tail;

import static java.util.Objects.requireNonNull;

import io.logcast.delivery.ChannelKey;
import io.logcast.stream.Roles;

/**
 * A delivery at its offset in its partition of {@code logcast.deliveries}: what the fan-out needs of it, and no more,
 * because a gateway keeps as many of them as fit into its memory.
 *
 * @param roles one of them is needed to see it; empty: everybody who may read the channel
 * @param type {@code namespace:name}; null for an emitted packet
 * @param correlationId null if the event had none
 * @param context the event's context as JSON text; null if it had none
 * @param target which sockets an emitted packet is for; null for a delivery
 * @param json compact UTF-8 JSON; not copied, so nobody may write to it
 */
@SuppressWarnings("ArrayRecordComponent") // Identity is enough: entries are compared by position, never by value.
public record TailEntry(
        long offset,
        ChannelKey key,
        Roles roles,
        String type,
        String correlationId,
        String context,
        Target target,
        byte[] json) {

    /** What an entry costs in memory besides its JSON: records, array heads and slots; keys and types are shared. */
    private static final long OVERHEAD = 160;

    /** A string and its node in the set. */
    private static final long PER_ROLE = 96;

    public TailEntry {
        requireNonNull(key, "key is null");
        requireNonNull(roles, "roles is null");
        requireNonNull(json, "json is null");
    }

    /** A delivery. */
    public TailEntry(
            long offset, ChannelKey key, Roles roles, String type, String correlationId, String context, byte[] json) {
        this(offset, key, roles, type, correlationId, context, null, json);
    }

    /** The position after this entry: what a subscriber that has received it holds. */
    public long next() {
        return offset + 1;
    }

    /** About how many bytes of heap it keeps alive. */
    public long weight() {
        long weight = OVERHEAD + json.length + weight(correlationId) + weight(context);
        weight += target == null ? 0 : target.weight();
        for (String role : roles.names()) {
            weight += PER_ROLE + weight(role);
        }
        return weight;
    }

    /** Two bytes for a character: what is not Latin needs them. */
    private static long weight(String text) {
        return text == null ? 0 : 2L * text.length();
    }
}
