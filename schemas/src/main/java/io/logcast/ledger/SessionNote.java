package io.logcast.ledger;

import static java.util.Objects.requireNonNull;

import io.logcast.field.InvalidField;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a gateway notes of a session: a record of {@code logcast.sessions}, whose key is the session. It counts if
 * {@link #after} is the claim that counts where it stands in the log, or if none is known there; else it came too late.
 */
public sealed interface SessionNote {

    /** There was no claim yet. */
    long NONE = -1;

    NodeKey gateway();

    /** Offset of the last claim of the session that counts and that its writer knew, or {@link #NONE}. */
    long after();

    /** @param number of the claims of that gateway: by it the gateway knows its own again */
    record Claim(NodeKey gateway, long number, long after) implements SessionNote {

        public Claim {
            requireValid(gateway, after);
        }
    }

    /** @param rooms all that the session was put into by others; sorted when written */
    record Rooms(NodeKey gateway, long after, Set<String> rooms) implements SessionNote {

        public Rooms {
            requireValid(gateway, after);
            rooms = Set.copyOf(rooms);
        }

        Set<String> sorted() {
            return new TreeSet<>(rooms);
        }
    }

    /** The session can be recovered no more. */
    record Over(NodeKey gateway, long after) implements SessionNote {

        public Over {
            requireValid(gateway, after);
        }
    }

    private static void requireValid(NodeKey gateway, long after) {
        requireNonNull(gateway, "gateway is null");
        if (after < NONE) {
            throw new InvalidField("after", "must be an offset, or " + NONE);
        }
    }
}
