package io.logcast.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.time.Instant;
import java.util.regex.Pattern;

/** Notes as records of {@code logcast.webhook-retries}; a tombstone says that a note is settled. */
public final class RetryNoteCodec {

    private static final Pattern PARTITION = Pattern.compile("\\d{1,9}");

    private RetryNoteCodec() {}

    public static byte[] encode(RetryNote note) {
        return Json.bytes(note instanceof RetryNote.Waiting waiting ? json(waiting) : json((RetryNote.Behind) note));
    }

    /** @throws InvalidField if the record is no note */
    public static RetryNote decode(String key, byte[] value) throws MalformedJson {
        int slash = key == null ? -1 : key.lastIndexOf('/');
        if (slash < 0) {
            throw new InvalidField("key", "must be tenant/webhook/position");
        }
        WebhookKey webhook = WebhookKey.parse(key.substring(0, slash));
        String place = key.substring(slash + 1);
        Fields fields = Fields.of("value", Json.parse(value));
        return PARTITION.matcher(place).matches()
                ? new RetryNote.Behind(webhook, Integer.parseInt(place), fields.whole("from"))
                : new RetryNote.Waiting(
                        webhook,
                        EventPosition.parse(place),
                        (int) Math.min(Integer.MAX_VALUE, Math.max(0, fields.whole("attempts"))),
                        time(fields, "published"),
                        time(fields, "due"));
    }

    private static Instant time(Fields fields, String name) {
        Instant time = Timestamps.parseOr(name, fields.text(name), null);
        if (time == null) {
            throw new InvalidField(name, "is required");
        }
        return time;
    }

    private static ObjectNode json(RetryNote.Waiting waiting) {
        return Json.object()
                .put("attempts", waiting.attempts())
                .put("published", waiting.published().toString())
                .put("due", waiting.due().toString());
    }

    private static ObjectNode json(RetryNote.Behind behind) {
        return Json.object().put("from", behind.from());
    }
}
