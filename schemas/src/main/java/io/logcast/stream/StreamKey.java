package io.logcast.stream;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.StreamId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;

/** A stream in all of Logcast; written {@code tenant/stream}, the record key in {@code logcast.stream-definitions}. */
public record StreamKey(TenantId tenant, StreamId stream) {

    public StreamKey {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(stream, "stream is null");
    }

    public static StreamKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidField("key", "must be tenant/stream");
        }
        return new StreamKey(new TenantId(text.substring(0, slash)), new StreamId(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return tenant + "/" + stream;
    }
}
