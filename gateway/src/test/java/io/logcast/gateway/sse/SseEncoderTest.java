package io.logcast.gateway.sse;

import static io.logcast.gateway.Samples.ACME;
import static io.logcast.gateway.Samples.EPOCH;
import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.delivery;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.replay.Gap;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SseEncoderTest {

    private final SseEncoder encoder = new SseEncoder(UnpooledByteBufAllocator.DEFAULT, Duration.ofSeconds(2));
    private final Cursor cursor = Cursor.of(EPOCH, 7, 42);

    @Test
    void delivery_isIdAndData() {
        assertThat(text(encoder.delivery(cursor, delivery(ACME, ORDERS, Roles.NONE, "{\"a\":1}"))))
                .isEqualTo("""
                        id: e1:7-42
                        data: {"a":1}

                        """);
    }

    @Test
    void delivery_withLineBreaks_isOneFrameOfSeveralDataLines() {
        assertThat(text(encoder.delivery(cursor, delivery(ACME, ORDERS, Roles.NONE, "{\r\n\"a\":\n1\r}"))))
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
        assertThat(text(encoder.checkpoint(cursor))).isEqualTo("retry: 2000\nid: e1:7-42\n\n");
    }

    @Test
    void heartbeat_isACommentWithTheId() {
        assertThat(text(encoder.heartbeat(cursor))).isEqualTo(": heartbeat\nid: e1:7-42\n\n");
    }

    @Test
    void gap_isANamedEventThatMovesTheId() {
        Gap gap = new Gap(Gap.Reason.RETENTION, Cursor.of(EPOCH, 7, 2), cursor, 2L, 42L);

        assertThat(text(encoder.gap(gap))).isEqualTo("""
                retry: 2000
                id: e1:7-42
                event: logcast.gap
                data: {"reason":"retention","requested":"e1:7-2","resumedAt":"e1:7-42","from":2,"to":42}

                """);
    }

    @Test
    void end_saysWhyAndWhetherToComeBack() {
        assertThat(text(encoder.end(CloseReason.TOKEN_EXPIRED))).isEqualTo("""
                event: logcast.close
                data: {"reason":"token-expired","reconnect":false}

                """);
    }

    private static String text(ByteBuf frame) {
        try {
            return frame.toString(UTF_8);
        } finally {
            frame.release();
        }
    }
}
