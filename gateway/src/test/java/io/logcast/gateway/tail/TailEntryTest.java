package io.logcast.gateway.tail;

import static io.logcast.gateway.Samples.ACME;
import static io.logcast.gateway.Samples.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.delivery.Delivery;
import io.logcast.delivery.SourcePosition;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.stream.Roles;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TailEntryTest {

    /** Otherwise a publisher with large contexts and small payloads could fill the heap many times over. */
    @Test
    void weight_countsContextAndRolesToo() {
        String context = "{\"a\":\"" + "x".repeat(8000) + "\"}";
        Roles roles = Roles.of(IntStream.range(0, 100)
                .mapToObj(n -> "role-" + n + "-".repeat(80))
                .toList());

        assertThat(entry(context, Roles.NONE).weight()).isGreaterThan(8000);
        assertThat(entry(null, roles).weight()).isGreaterThan(100 * 80);
    }

    private static TailEntry entry(String context, Roles roles) {
        return new TailEntry(
                0,
                new Delivery(
                        ACME,
                        ORDERS,
                        new EventType("orders", "created"),
                        new EventId("1"),
                        Instant.EPOCH,
                        new SourcePosition(0, 0, 0),
                        roles,
                        null,
                        context,
                        null,
                        "{}".getBytes(UTF_8)));
    }
}
