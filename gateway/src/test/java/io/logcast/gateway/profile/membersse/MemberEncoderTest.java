package io.logcast.gateway.profile.membersse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.Samples;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.sse.Framing;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class MemberEncoderTest {

    private static final String EVENT = """
            {"id":"e","tenant":"acme","namespace":"membersse","name":"PAID","timestamp":"2026-11-21T08:30:00Z","payload":%s}""";

    private final Cursor cursor = Cursor.of(Samples.EPOCH, 7, 42);
    private final Positions at = Positions.of(cursor);
    private final MemberEncoder encoder = new MemberEncoder(Framing.PLAIN, false);
    private final MemberEncoder timed = new MemberEncoder(Framing.PLAIN, true);

    @Test
    void delivery_isTheFrameOfTheOriginal() {
        assertThat(delivery(encoder, EVENT.formatted("{\"b\":1,\"a\":\"😀\"}")))
                .matches("id:[A-Za-z0-9]{12}\nevent:PAID\ndata:\\{\"b\":1,\"a\":\"😀\"}\n\n");
    }

    @Test
    void timestamp_isPutIntoObjectsThatHaveNone() {
        assertThat(delivery(timed, EVENT.formatted("{\"a\":1}")))
                .endsWith("data:{\"a\":1,\"timestamp\":\"2026-11-21T08:30:00Z\"}\n\n");
        assertThat(delivery(timed, EVENT.formatted("{\"timestamp\":5}"))).endsWith("data:{\"timestamp\":5}\n\n");
        assertThat(delivery(timed, EVENT.formatted("[1]"))).endsWith("data:[1]\n\n");
    }

    @Test
    void everythingElse_isAComment() {
        Gap gap = new Gap(Gap.Reason.RETENTION, Cursor.of(Samples.EPOCH, 7, 2), cursor, 2L, 42L);

        assertThat(text(batch -> encoder.checkpoint(batch, at, true))).isEqualTo(": connected\n\n");
        assertThat(text(batch -> encoder.checkpoint(batch, at, false))).isEmpty();
        assertThat(text(batch -> encoder.heartbeat(batch, at))).isEqualTo(": heartbeat\n\n");
        assertThat(text(batch -> encoder.gap(batch, gap)))
                .startsWith(": gap (retention): ")
                .endsWith("\n\n");
        assertThat(text(batch -> encoder.end(batch, CloseReason.SHUTDOWN, 2500)))
                .isEqualTo("retry:2500\n: shutdown\n\n");
    }

    private String delivery(MemberEncoder with, String json) {
        TailEntry entry =
                new TailEntry(41, Samples.ORDERS, Roles.NONE, "membersse:PAID", null, null, json.getBytes(UTF_8));
        return text(batch -> with.delivery(batch, at, entry));
    }

    private static String text(Consumer<ByteBuf> frame) {
        ByteBuf batch = Unpooled.buffer();
        frame.accept(batch);
        return batch.toString(UTF_8);
    }
}
