package io.logcast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.channel.Channel;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmittedPacketCodecTest {

    private static final String JSON = "[\"pic\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

    @Test
    void headers_everything_areTheseInThisOrder() {
        assertThat(written(full()))
                .containsExactly(
                        "id=p-1",
                        "time=2026-11-21T08:30:00.120Z",
                        "socketio-namespace=/acme",
                        "socketio-rooms=[\"a\",\"b \\\"c\\\"\"]",
                        "socketio-except=[\"z\"]",
                        "socketio-attachment=one",
                        "socketio-attachment=two");
        assertThat(full().recordKey()).isEqualTo("acme/namespace//acme");
    }

    @Test
    void headers_toTheWholeNamespace_areThree() {
        assertThat(written(packet("/", Set.of(), Set.of())))
                .containsExactly("id=p-1", "time=2026-11-21T08:30:00.120Z", "socketio-namespace=/");
        assertThat(packet("/", Set.of(), Set.of()).recordKey()).isEqualTo("acme/namespace//");
    }

    @Test
    void recordKey_ofOneRoom_isThatRoom() {
        assertThat(packet("/x", Set.of("r/1"), Set.of()).recordKey()).isEqualTo("acme/room/r/1");
        assertThat(packet("/x", Set.of("r"), Set.of("z")).recordKey()).isEqualTo("acme/namespace//x");
        assertThat(packet("/x", Set.of("r", "s"), Set.of()).recordKey()).isEqualTo("acme/namespace//x");
    }

    @Test
    void recordKey_ofARoomThatNoChannelIsCalled_isTheNamespace() {
        for (String room : new String[] {"", "a\nb", "r".repeat(257)}) {
            EmittedPacket packet = packet("/x", Set.of(room), Set.of());
            assertThat(packet.recordKey()).isEqualTo("acme/namespace//x");
            assertThat(decode(packet).rooms()).containsExactly(room);
        }
    }

    @Test
    void recordKey_isAChannelKey() {
        assertThat(ChannelKey.parse("acme/namespace//My Tenant"))
                .isEqualTo(new ChannelKey(new TenantId("acme"), new Channel(Channel.Kind.NAMESPACE, "/My Tenant")));
    }

    @Test
    void decode_whatHeadersWrote_isTheSamePacket() {
        for (EmittedPacket packet : new EmittedPacket[] {full(), packet("/", Set.of(), Set.of())}) {
            assertThat(decode(packet)).usingRecursiveComparison().isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "time"})
    void decode_withoutRequiredHeader_isRefusedByName(String header) {
        Headers headers = EmittedPacketCodec.headers(full());
        headers.remove(header);

        assertThatThrownBy(() -> EmittedPacketCodec.decode(full().recordKey(), headers, full().json()))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith(header + " is required");
    }

    @ParameterizedTest
    @CsvSource({
        "socketio-namespace, acme",
        "socketio-rooms, a",
        "socketio-rooms, [1]",
        "socketio-rooms, {}",
        "socketio-except, [",
        "time, yesterday"
    })
    void decode_malformedHeader_isRefused(String header, String text) {
        Headers headers = EmittedPacketCodec.headers(full());
        headers.remove(header).add(header, text.getBytes(UTF_8));

        assertThatThrownBy(() -> EmittedPacketCodec.decode(full().recordKey(), headers, full().json()))
                .isInstanceOf(InvalidField.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "[\"a\"", "[{}]", " [\"a\"]", "[\"a\"] ", "\"a\""})
    void decode_valueThatIsNoEvent_isRefused(String value) {
        assertThatThrownBy(() -> EmittedPacketCodec.decode(
                        full().recordKey(), EmittedPacketCodec.headers(full()), value.getBytes(UTF_8)))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("value must be a compact JSON array");
    }

    @Test
    void decode_keyOfAnotherRoom_isRefused() {
        assertThatThrownBy(() ->
                        EmittedPacketCodec.decode("acme/room/other", EmittedPacketCodec.headers(full()), full().json()))
                .hasMessage("key must be that of the packet's room or namespace");
    }

    @Test
    void packet_withElevenAttachments_isRefused() {
        List<byte[]> eleven = Collections.nCopies(11, new byte[1]);

        assertThatThrownBy(() -> new EmittedPacket(
                        new TenantId("acme"),
                        "/acme",
                        Set.of(),
                        Set.of(),
                        new EventId("p-1"),
                        Instant.EPOCH,
                        JSON.getBytes(UTF_8),
                        eleven))
                .hasMessage("attachments must be at most 10");
    }

    private static EmittedPacket decode(EmittedPacket packet) {
        return EmittedPacketCodec.decode(packet.recordKey(), EmittedPacketCodec.headers(packet), packet.json());
    }

    private static List<String> written(EmittedPacket packet) {
        return Arrays.stream(EmittedPacketCodec.headers(packet).toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }

    private static EmittedPacket full() {
        return new EmittedPacket(
                new TenantId("acme"),
                "/acme",
                Set.of("b \"c\"", "a"),
                Set.of("z"),
                new EventId("p-1"),
                Instant.parse("2026-11-21T08:30:00.120Z"),
                JSON.getBytes(UTF_8),
                List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8)));
    }

    private static EmittedPacket packet(String namespace, Set<String> rooms, Set<String> except) {
        return new EmittedPacket(
                new TenantId("acme"),
                namespace,
                rooms,
                except,
                new EventId("p-1"),
                Instant.parse("2026-11-21T08:30:00.120Z"),
                "[\"news\",1]".getBytes(UTF_8),
                List.of());
    }
}
