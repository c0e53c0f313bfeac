package io.logcast.gateway.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.delivery.EmittedPacket;
import io.logcast.delivery.EmittedPacketCodec;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class EntryDecoderTest {

    private static final EmittedPacket PACKET = new EmittedPacket(
            new TenantId("acme"),
            "/acme",
            Set.of("a", "b"),
            Set.of("c"),
            new EventId("p-1"),
            Instant.EPOCH,
            "[\"news\",{\"_placeholder\":true,\"num\":0}]".getBytes(UTF_8),
            List.of(new byte[1000]));

    private final EntryDecoder decoder = new EntryDecoder();

    @Test
    void packet_hasItsTarget() {
        TailEntry entry = decode(PACKET.recordKey(), EmittedPacketCodec.headers(PACKET), PACKET.json())
                .get(0);

        assertThat(entry.key()).hasToString("acme/namespace//acme");
        assertThat(entry.type()).isNull();
        assertThat(entry.json()).isEqualTo(PACKET.json());
        assertThat(entry.target().namespace()).isEqualTo("/acme");
        assertThat(entry.target().rooms()).containsExactlyInAnyOrder("a", "b");
        assertThat(entry.target().except()).containsExactly("c");
        assertThat(entry.target().attachments()).hasSize(1);
        assertThat(entry.weight()).isGreaterThan(1000);
    }

    @Test
    void delivery_hasNone() {
        Headers headers = new RecordHeaders().add("type", "a:b".getBytes(UTF_8));

        assertThat(decode("acme/room/a", headers, "{}".getBytes(UTF_8)))
                .singleElement()
                .extracting(TailEntry::target)
                .isNull();
    }

    @Test
    void packet_withMalformedHeaders_isLeftOut() {
        Headers rooms = EmittedPacketCodec.headers(PACKET).remove(EmittedPacketCodec.ROOMS);
        Headers id = EmittedPacketCodec.headers(PACKET).remove(EmittedPacketCodec.ID);

        assertThat(decode(PACKET.recordKey(), rooms.add(EmittedPacketCodec.ROOMS, new byte[] {1}), PACKET.json()))
                .isEmpty();
        assertThat(decode(PACKET.recordKey(), id, PACKET.json())).isEmpty();
    }

    @Test
    void delivery_toANamespace_isLeftOut() {
        assertThat(decode("acme/namespace//acme", new RecordHeaders(), PACKET.json()))
                .isEmpty();
    }

    private List<TailEntry> decode(String key, Headers headers, byte[] value) {
        return decoder.decode(List.of(new ConsumerRecord<>(
                "logcast.deliveries",
                0,
                7,
                0,
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                key,
                value,
                headers,
                Optional.empty())));
    }
}
