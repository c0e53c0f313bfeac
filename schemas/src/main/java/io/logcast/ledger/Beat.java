package io.logcast.ledger;

import static java.util.Objects.requireNonNull;

import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.time.Instant;

/**
 * A gateway says that it is there: a record of {@code logcast.gateways}, whose key is the {@link NodeKey}.
 *
 * @param address where other gateways reach it
 * @param since when it was started
 * @param beat how often it has said so
 */
public record Beat(Address address, Instant since, long beat) {

    public Beat {
        requireNonNull(address, "address is null");
        requireNonNull(since, "since is null");
    }

    public byte[] encode() {
        return Json.bytes(Json.object()
                .put("address", address.toString())
                .put("since", since.toString())
                .put("beat", beat));
    }

    /** @throws InvalidField if a member is missing or wrong */
    public static Beat decode(byte[] value) throws MalformedJson {
        Fields fields = Fields.of("value", Json.parse(value));
        return new Beat(
                Address.parse("address", fields.text("address")),
                Timestamps.parseOr("since", fields.text("since"), Instant.EPOCH),
                fields.whole("beat"));
    }
}
