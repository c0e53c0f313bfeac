package io.logcast.gateway.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.cursor.Cursor;
import io.logcast.json.Json;
import java.util.Locale;

/**
 * Deliveries that a cursor asked for and that cannot be had any more. Always told to the subscriber before anything else.
 *
 * @param requested the cursor as the client sent it
 * @param resumedAt where the stream goes on
 * @param from the first lost position; null where it cannot be known
 * @param to the position after the last lost one; null where it cannot be known
 */
public record Gap(Reason reason, Cursor requested, Cursor resumedAt, Long from, Long to) {

    /** Why they cannot be had. */
    public enum Reason {
        /** Retention has removed them. */
        RETENTION,
        /** The cursor is of a topic, or a lane layout, that is no more. */
        EPOCH,
        /** The cursor lies beyond the end of the log: the log has lost its end, or the cursor was made up. */
        BEYOND_END,
        /** They are there, but the subscriber was too slow and had asked to skip then. */
        SLOW;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Gap {
        requireNonNull(reason, "reason is null");
        requireNonNull(requested, "requested is null");
        requireNonNull(resumedAt, "resumedAt is null");
    }

    /** As every door tells it. */
    public ObjectNode toJson() {
        return Json.object()
                .put("reason", reason.text())
                .put("requested", requested.toString())
                .put("resumedAt", resumedAt.toString())
                .put("from", from)
                .put("to", to);
    }
}
