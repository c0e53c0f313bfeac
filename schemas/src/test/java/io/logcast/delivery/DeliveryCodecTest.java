package io.logcast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.channel.Channel;
import io.logcast.event.EventId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.stream.Roles;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryCodecTest {

    @Test
    void headers_everything_areTheseInThisOrder() {
        assertThat(Arrays.stream(DeliveryCodec.headers(full()).toArray())
                        .map(header -> header.key() + "=" + new String(header.value(), UTF_8)))
                .containsExactly(
                        "type=orders:placed",
                        "id=o-17",
                        "time=2026-11-21T08:30:00.120Z",
                        "source=4:18422#1",
                        "roles=audit,sales",
                        "correlationid=cart-9",
                        "context={\"region\":\"eu\"}",
                        "traceparent=00-4bf9-00f0-01");
        assertThat(full().recordKey()).isEqualTo("acme/stream/orders");
    }

    @Test
    void headers_withoutOptionals_areFour() {
        assertThat(Arrays.stream(DeliveryCodec.headers(minimal()).toArray()).map(header -> header.key()))
                .containsExactly("type", "id", "time", "source");
    }

    @Test
    void decode_whatHeadersWrote_isTheSameDelivery() {
        for (Delivery delivery : new Delivery[] {full(), minimal()}) {
            Delivery read =
                    DeliveryCodec.decode(delivery.recordKey(), DeliveryCodec.headers(delivery), delivery.json());

            assertThat(read).usingRecursiveComparison().isEqualTo(delivery);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "id", "time", "source"})
    void decode_withoutRequiredHeader_isRefusedByName(String header) {
        Headers headers = DeliveryCodec.headers(full());
        headers.remove(header);

        assertThatThrownBy(() -> DeliveryCodec.decode("acme/stream/orders", headers, new byte[0]))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith(header + " is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "acme/orders", "acme/queue/orders", "/stream/orders"})
    void decode_keyThatNamesNoChannel_isRefused(String key) {
        assertThatThrownBy(() -> DeliveryCodec.decode(key, DeliveryCodec.headers(full()), new byte[0]))
                .isInstanceOf(InvalidField.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:2", "1:2#", "-1:2#0", "1:2#3 ", "9999999999:1#1"})
    void decode_sourceThatIsNoPosition_isRefused(String source) {
        Headers headers = DeliveryCodec.headers(minimal());
        headers.remove("source").add("source", source.getBytes(UTF_8));

        assertThatThrownBy(() -> DeliveryCodec.decode("acme/room/r", headers, new byte[0]))
                .isInstanceOf(InvalidField.class)
                .hasMessage("source must be partition:offset#index");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "audit,", ",audit", "a,,b"})
    void decode_brokenRoles_isRefused_neverReadAsEverybody(String roles) {
        Headers headers = new RecordHeaders(DeliveryCodec.headers(minimal()).toArray());
        headers.add("roles", roles.getBytes(UTF_8));

        assertThatThrownBy(() -> DeliveryCodec.decode("acme/room/r", headers, new byte[0]))
                .isInstanceOf(InvalidField.class)
                .hasMessage("role is required");
    }

    @Test
    void decode_withoutKeyOrValue_isRefused() {
        assertThatThrownBy(() -> DeliveryCodec.decode(null, DeliveryCodec.headers(full()), new byte[0]))
                .hasMessage("key is required");
        assertThatThrownBy(() -> DeliveryCodec.decode("acme/room/r", DeliveryCodec.headers(full()), null))
                .hasMessage("value is required");
    }

    private static Delivery full() {
        return new Delivery(
                new TenantId("acme"),
                Channel.parse("channel", "stream/orders"),
                new EventType("orders", "placed"),
                new EventId("o-17"),
                Instant.parse("2026-11-21T08:30:00.120Z"),
                new SourcePosition(4, 18422, 1),
                Roles.of("sales", "audit"),
                "cart-9",
                "{\"region\":\"eu\"}",
                "00-4bf9-00f0-01",
                "{\"total\":19.90}".getBytes(UTF_8));
    }

    private static Delivery minimal() {
        return new Delivery(
                new TenantId("acme"),
                Channel.parse("channel", "room/a/b"),
                new EventType("orders", "placed"),
                new EventId("o-17"),
                Instant.parse("2026-11-21T08:30:00Z"),
                new SourcePosition(0, 0, 0),
                Roles.NONE,
                null,
                null,
                null,
                "{}".getBytes(UTF_8));
    }
}
