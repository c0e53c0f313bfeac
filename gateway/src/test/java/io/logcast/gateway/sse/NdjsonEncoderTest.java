package io.logcast.gateway.sse;

import static io.logcast.gateway.Samples.EPOCH;
import static io.logcast.gateway.Samples.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class NdjsonEncoderTest {

    private final NdjsonEncoder encoder = new NdjsonEncoder(Framing.PLAIN);
    private final Cursor cursor = Cursor.of(EPOCH, 7, 42);
    private final Positions at = Positions.of(cursor);

    @Test
    void delivery_isOneLineWithCursorTypeAndData() {
        assertThat(text(batch -> encoder.delivery(batch, at, entry("orders:created", "{\"a\":1}"))))
                .isEqualTo("""
                        {"id":"e1:7-42","type":"orders:created","data":{"a":1}}
                        """);
    }

    @Test
    void delivery_withoutAType_hasNone() {
        assertThat(text(batch -> encoder.delivery(batch, at, entry(null, "[]"))))
                .isEqualTo("""
                {"id":"e1:7-42","data":[]}
                """);
    }

    @Test
    void delivery_ofAnotherWriter_staysOneLineOfJson() {
        assertThat(text(batch -> encoder.delivery(batch, at, entry("a:\"b\n", "{\r\n\"a\":\n1}"))))
                .isEqualTo("""
                        {"id":"e1:7-42","type":"a:\\"b\\n","data":{  "a": 1}}
                        """);
    }

    @Test
    void checkpointAndHeartbeat_areTheCursorAlone() {
        assertThat(text(batch -> {
                    encoder.checkpoint(batch, at, true);
                    encoder.heartbeat(batch, at);
                }))
                .isEqualTo("{\"id\":\"e1:7-42\"}\n{\"id\":\"e1:7-42\"}\n");
    }

    @Test
    void gap_movesTheCursor() {
        Gap gap = new Gap(Gap.Reason.RETENTION, Cursor.of(EPOCH, 7, 2), cursor, 2L, 42L);

        assertThat(text(batch -> encoder.gap(batch, gap)))
                .isEqualTo("{\"id\":\"e1:7-42\",\"gap\":{\"reason\":\"retention\",\"requested\":\"e1:7-2\","
                        + "\"resumedAt\":\"e1:7-42\",\"from\":2,\"to\":42}}\n");
    }

    @Test
    void end_saysWhyAndWhenToComeBack() {
        assertThat(text(batch -> encoder.end(batch, CloseReason.SHUTDOWN, 3100)))
                .isEqualTo("""
                {"close":{"reason":"shutdown","reconnect":true,"retry":3100}}
                """);
    }

    private String text(Consumer<ByteBuf> lines) {
        ByteBuf batch = Unpooled.buffer();
        encoder.open(batch);
        lines.accept(batch);
        encoder.seal(batch);
        return batch.toString(UTF_8);
    }

    private static TailEntry entry(String type, String json) {
        return new TailEntry(41, ORDERS, Roles.NONE, type, null, null, json.getBytes(UTF_8));
    }
}
