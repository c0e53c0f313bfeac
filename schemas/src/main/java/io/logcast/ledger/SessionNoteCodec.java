package io.logcast.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.field.InvalidField;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.Set;

/** Notes as values of {@code logcast.sessions}. */
public final class SessionNoteCodec {

    private static final String CLAIM = "claim";
    private static final String ROOMS = "rooms";
    private static final String OVER = "over";

    private SessionNoteCodec() {}

    public static byte[] encode(SessionNote note) {
        ObjectNode json = Json.object();
        if (note instanceof SessionNote.Claim claim) {
            begin(json, CLAIM, note).put("number", claim.number());
        } else if (note instanceof SessionNote.Rooms noted) {
            ArrayNode rooms = begin(json, ROOMS, note).putArray("rooms");
            noted.sorted().forEach(rooms::add);
        } else {
            begin(json, OVER, note);
        }
        return Json.bytes(json);
    }

    /** @throws InvalidField if a member is missing or wrong */
    public static SessionNote decode(byte[] value) throws MalformedJson {
        if (value == null) {
            throw new InvalidField("value", "is required");
        }
        Fields fields = Fields.of("value", Json.parse(value));
        NodeKey gateway = new NodeKey(fields.text("gateway"));
        long after = fields.whole("after");
        String kind = fields.text("kind");
        return switch (kind == null ? "" : kind) {
            case CLAIM -> new SessionNote.Claim(gateway, fields.whole("number"), after);
            case ROOMS -> new SessionNote.Rooms(gateway, after, Set.copyOf(fields.texts("rooms")));
            case OVER -> new SessionNote.Over(gateway, after);
            default -> throw new InvalidField("kind", "must be " + CLAIM + ", " + ROOMS + " or " + OVER);
        };
    }

    private static ObjectNode begin(ObjectNode json, String kind, SessionNote note) {
        return json.put("kind", kind).put("gateway", note.gateway().value()).put("after", note.after());
    }
}
