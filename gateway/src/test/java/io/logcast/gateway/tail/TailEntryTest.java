package io.logcast.gateway.tail;

import static io.logcast.gateway.Samples.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.stream.Roles;
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
        return new TailEntry(0, ORDERS, roles, "orders:created", null, context, "{}".getBytes(UTF_8));
    }
}
