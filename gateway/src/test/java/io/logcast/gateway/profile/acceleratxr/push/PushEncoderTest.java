package io.logcast.gateway.profile.acceleratxr.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.Samples;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class PushEncoderTest {

    private static final String ENVELOPE = """
            {"id":"e","tenant":"acme","namespace":"%s","name":"%s","timestamp":"2026-11-21T08:30:00Z","payload":%s}""";

    private final Cursor cursor = Cursor.of(Samples.EPOCH, 7, 42);
    private final Positions at = Positions.of(cursor);

    @Test
    void message_isWhatWasPublished() {
        String message = "{\"type\":\"User\",\"b\":1.10,\"a\":\"Grüße 😀\"}";

        assertThat(delivery("acceleratxr:push", ENVELOPE.formatted("acceleratxr", "push", message)))
                .isEqualTo(message);
        assertThat(delivery("acceleratxr:push", ENVELOPE.formatted("acceleratxr", "push", "[null]")))
                .isEqualTo("[null]");
    }

    @Test
    void whatOthersHaveSent_hasTheNameAsItsType() {
        assertThat(delivery("shop:ordered", ENVELOPE.formatted("shop", "ordered", "{\"n\":1}")))
                .isEqualTo("{\"type\":\"shop:ordered\",\"data\":{\"n\":1}}");
        assertThat(delivery(null, "[\"Notice\",{\"n\":2}]")).isEqualTo("{\"type\":\"Notice\",\"data\":{\"n\":2}}");
        assertThat(delivery(null, "[\"Notice\",1,2]")).isEqualTo("{\"type\":\"Notice\",\"data\":[1,2]}");
        assertThat(delivery("shop:ordered", "{\"mapped\":1}"))
                .isEqualTo("{\"type\":\"shop:ordered\",\"data\":{\"mapped\":1}}");
    }

    @Test
    void nothing_isThrown_whateverThereIs() {
        for (String json : new String[] {"", "no json", "[]", "[[]]", "null", "\"\\ud800\""}) {
            assertThat(delivery(null, json)).startsWith("{\"type\":");
        }
    }

    @Test
    void gap_isAMessage_andPlacesAreNotSaid() {
        Gap gap = new Gap(Gap.Reason.RETENTION, Cursor.of(Samples.EPOCH, 7, 2), cursor, 2L, 42L);

        assertThat(text(batch -> PushEncoder.ONE.gap(batch, gap)))
                .startsWith("{\"type\":\"logcast.gap\",\"data\":{")
                .contains("retention");
        assertThat(hex(batch -> PushEncoder.ONE.checkpoint(batch, at, true))).isEmpty();
    }

    @Test
    void life_isAPing_andTheEndACode() {
        assertThat(hex(batch -> PushEncoder.ONE.heartbeat(batch, at))).isEqualTo("8900");
        for (CloseReason reason : CloseReason.values()) {
            assertThat(hex(batch -> PushEncoder.ONE.end(batch, reason, 2000))).startsWith("88");
        }
        assertThat(hex(batch -> PushEncoder.ONE.end(batch, CloseReason.SHUTDOWN, 2000)))
                .isEqualTo("880a03e9" + ByteBufUtil.hexDump("shutdown".getBytes(UTF_8)));
        assertThat(hex(batch -> PushEncoder.ONE.end(batch, CloseReason.TOKEN_EXPIRED, 2000)))
                .startsWith("880f03f0");
    }

    private String delivery(String type, String json) {
        TailEntry entry = new TailEntry(41, Samples.ORDERS, Roles.NONE, type, null, null, json.getBytes(UTF_8));
        return text(batch -> PushEncoder.ONE.delivery(batch, at, entry));
    }

    /** Of a short frame. */
    private static String text(Consumer<ByteBuf> writing) {
        ByteBuf batch = Unpooled.buffer();
        writing.accept(batch);
        assertThat(batch.readByte()).isEqualTo((byte) 0x81);
        int length = batch.readByte();
        batch.skipBytes(length == 126 ? 2 : 0);
        return batch.toString(UTF_8);
    }

    private static String hex(Consumer<ByteBuf> writing) {
        ByteBuf batch = Unpooled.buffer();
        writing.accept(batch);
        return ByteBufUtil.hexDump(batch);
    }
}
