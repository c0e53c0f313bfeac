package io.logcast.gateway.profile.ssenotify;

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
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class NotifyEncoderTest {

    private static final String MESSAGE = """
            {"id":"e","tenant":"acme","namespace":"ssenotify","name":"message","timestamp":"2026-11-21T08:30:00Z",\
            "payload":{"id":"100","type":"event","data":{"b":"<","a":1}}}""";

    private final Cursor cursor = Cursor.of(Samples.EPOCH, 7, 42);
    private final Positions at = Positions.of(cursor);
    private final NotifyEncoder compatible = new NotifyEncoder(Framing.PLAIN, Duration.ofSeconds(30), false);
    private final NotifyEncoder resumable = new NotifyEncoder(Framing.PLAIN, Duration.ofSeconds(30), true);

    @Test
    void message_isTheFrameOfTheOriginal_orHasThePlaceForAnId() {
        String rest = "event: event\ndata: {\"a\":1,\"b\":\"\\u003c\"}\n\n";

        assertThat(delivery(compatible, "ssenotify:message", MESSAGE)).isEqualTo("id: 100\n" + rest);
        assertThat(delivery(resumable, "ssenotify:message", MESSAGE)).isEqualTo("id: e1:7-42\n" + rest);
    }

    @Test
    void messageOfAnotherShape_isShownAllTheSame() {
        assertThat(delivery(compatible, "ssenotify:message", MESSAGE.replaceFirst("\\{\"id\":\"100\".*", "5}")))
                .isEqualTo("id: e1:7-42\nevent: message\ndata: 5\n\n");
        assertThat(delivery(compatible, null, "[\"hi\",1]")).isEqualTo("id: e1:7-42\nevent: hi\ndata: 1\n\n");
        assertThat(delivery(compatible, "a:b", "{\"x\":1}")).isEqualTo("id: e1:7-42\nevent: b\ndata: {\"x\":1}\n\n");
    }

    @Test
    void ping_overwritesTheId_orTellsThePlace() {
        assertThat(text(batch -> compatible.heartbeat(batch, at))).isEqualTo("id: 1\nevent: ping\ndata: null\n\n");
        assertThat(text(batch -> resumable.heartbeat(batch, at))).isEqualTo("id: e1:7-42\nevent: ping\ndata: null\n\n");
        assertThat(compatible.beat()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void firstFrame_isForThoseWhoComeBack() {
        assertThat(text(batch -> compatible.checkpoint(batch, at, true))).isEmpty();
        assertThat(text(batch -> resumable.checkpoint(batch, at, true))).isEqualTo("id: e1:7-42\n\n");
    }

    @Test
    void gapAndEnd_areComments() {
        Gap gap = new Gap(Gap.Reason.RETENTION, Cursor.of(Samples.EPOCH, 7, 2), cursor, 2L, 42L);
        String told =
                ": gap {\"reason\":\"retention\",\"requested\":\"e1:7-2\",\"resumedAt\":\"e1:7-42\",\"from\":2,\"to\":42}\n\n";

        assertThat(text(batch -> compatible.gap(batch, gap))).isEqualTo(told);
        assertThat(text(batch -> resumable.gap(batch, gap))).isEqualTo(told + "id: e1:7-42\n\n");
        assertThat(text(batch -> compatible.end(batch, CloseReason.SHUTDOWN, 2500)))
                .isEqualTo(": shutdown\nretry: 2500\n\n");
    }

    private String delivery(NotifyEncoder encoder, String type, String json) {
        TailEntry entry = new TailEntry(41, Samples.ORDERS, Roles.NONE, type, null, null, json.getBytes(UTF_8));
        return text(batch -> encoder.delivery(batch, at, entry));
    }

    private static String text(Consumer<ByteBuf> frame) {
        ByteBuf batch = Unpooled.buffer();
        frame.accept(batch);
        return batch.toString(UTF_8);
    }
}
