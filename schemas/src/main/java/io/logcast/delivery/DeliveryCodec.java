package io.logcast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.field.Timestamps;
import io.logcast.stream.Roles;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Deliveries as records of {@code logcast.deliveries}: the JSON is the value, everything else is in key and headers. */
public final class DeliveryCodec {

    public static final String TYPE = "type";
    public static final String ID = "id";
    public static final String TIME = "time";
    public static final String SOURCE = "source";
    public static final String ROLES = "roles";
    public static final String CORRELATION_ID = "correlationid";
    public static final String CONTEXT = "context";
    public static final String TRACEPARENT = "traceparent";

    private DeliveryCodec() {}

    public static Headers headers(Delivery delivery) {
        Headers headers = new RecordHeaders();
        add(headers, TYPE, delivery.type().toString());
        add(headers, ID, delivery.id().value());
        add(headers, TIME, delivery.time().toString());
        add(headers, SOURCE, delivery.source().toString());
        add(headers, ROLES, delivery.roles().isEmpty() ? null : delivery.roles().toHeader());
        add(headers, CORRELATION_ID, delivery.correlationId());
        add(headers, CONTEXT, delivery.context());
        add(headers, TRACEPARENT, delivery.traceparent());
        return headers;
    }

    /** @throws InvalidField if the record is no delivery */
    public static Delivery decode(String key, Headers headers, byte[] value) {
        if (key == null || value == null) {
            throw new InvalidField(key == null ? "key" : "value", "is required");
        }
        ChannelKey address = ChannelKey.parse(key);
        return new Delivery(
                address.tenant(),
                address.channel(),
                EventType.parse(text(headers, TYPE)),
                new EventId(text(headers, ID)),
                Timestamps.parseOr(TIME, required(headers, TIME), null),
                SourcePosition.parse(required(headers, SOURCE)),
                Roles.fromHeader(text(headers, ROLES)),
                text(headers, CORRELATION_ID),
                text(headers, CONTEXT),
                text(headers, TRACEPARENT),
                value);
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null) {
            throw new InvalidField(name, "is required as a header");
        }
        return value;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }
}
