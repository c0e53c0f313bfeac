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
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SseEncoderTest {

    private final SseEncoder encoder = new SseEncoder(Framing.PLAIN, Duration.ofSeconds(2));
    private final Cursor cursor = Cursor.of(EPOCH, 7, 42);
    private final Positions at = Positions.of(cursor);

    @Test
    void delivery_isIdAndData() {
        assertThat(text(batch -> encoder.delivery(batch, at, entry("{\"a\":1}"))))
                .isEqualTo("""
                        id: e1:7-42
                        data: {"a":1}

                        """);
    }

    @Test
    void delivery_withLineBreaks_isOneFrameOfSeveralDataLines() {
        assertThat(text(batch -> encoder.delivery(batch, at, entry("{\r\n\"a\":\n1\r}"))))
                .isEqualTo("""
                        id: e1:7-42
                        data: {
                        data: "a":
                        data: 1
                        data: }

                        """);
    }

    @Test
    void checkpoint_hasRetryAndIdButNoData() {
        assertThat(text(batch -> encoder.checkpoint(batch, at, true))).isEqualTo("retry: 2000\nid: e1:7-42\n\n");
    }

    @Test
    void heartbeat_isACommentWithTheId() {
        assertThat(text(batch -> encoder.heartbeat(batch, at))).isEqualTo(": heartbeat\nid: e1:7-42\n\n");
    }

    @Test
    void gap_isANamedEventThatMovesTheId() {
        Gap gap = new Gap(Gap.Reason.RETENTION, Cursor.of(EPOCH, 7, 2), cursor, 2L, 42L);

        assertThat(text(batch -> encoder.gap(batch, gap))).isEqualTo("""
                retry: 2000
                id: e1:7-42
                event: logcast.gap
                data: {"reason":"retention","requested":"e1:7-2","resumedAt":"e1:7-42","from":2,"to":42}

                """);
    }

    @Test
    void end_saysWhyAndWhetherToComeBack() {
        assertThat(text(batch -> encoder.end(batch, CloseReason.TOKEN_EXPIRED, 3100)))
                .isEqualTo("""
                retry: 3100
                event: logcast.close
                data: {"reason":"token-expired","reconnect":false}

                """);
    }

    @Test
    void checkpoint_inBetween_hasTheIdAlone() {
        assertThat(text(batch -> encoder.checkpoint(batch, at, false))).isEqualTo("id: e1:7-42\n\n");
    }

    @Test
    void positions_areWrittenAsACursorIsRead() {
        Cursor vector = cursor.with(11, 0).with(3, 1234567890123L);

        String text = text(batch -> encoder.checkpoint(batch, Positions.of(vector), false));

        assertThat(Cursor.parse(text.substring("id: ".length()).trim())).isEqualTo(vector);
    }

    @Test
    void chunk_hasItsSizeInFront() {
        SseEncoder chunks = new SseEncoder(Framing.CHUNKED, Duration.ofSeconds(2));

        assertThat(text(chunks, batch -> {
                    chunks.checkpoint(batch, at, false);
                    chunks.heartbeat(batch, at);
                }))
                .isEqualTo("26\r\nid: e1:7-42\n\n: heartbeat\nid: e1:7-42\n\n\r\n");
    }

    private String text(Consumer<ByteBuf> frames) {
        return text(encoder, frames);
    }

    private static String text(SseEncoder encoder, Consumer<ByteBuf> frames) {
        ByteBuf batch = Unpooled.buffer();
        encoder.open(batch);
        frames.accept(batch);
        encoder.seal(batch);
        return batch.toString(UTF_8);
    }

    private static TailEntry entry(String json) {
        return new TailEntry(41, ORDERS, Roles.NONE, null, null, null, json.getBytes(UTF_8));
    }
}
