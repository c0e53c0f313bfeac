package io.logcast.node.event;

import com.fasterxml.jackson.databind.node.TextNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import java.time.Instant;

/** Events that differ in what a test looks at. */
public final class SampleEvents {

    private SampleEvents() {}

    public static Event event(String id, String key) {
        return event(id, key, "paid");
    }

    public static Event event(String id, String key, String payload) {
        return new Event(
                new TenantId("acme"),
                new EventId(id),
                "/tests",
                EventType.parse("shop:paid"),
                Instant.parse("2026-11-21T08:30:00Z"),
                null,
                null,
                TextNode.valueOf(payload),
                key,
                null,
                null);
    }
}
