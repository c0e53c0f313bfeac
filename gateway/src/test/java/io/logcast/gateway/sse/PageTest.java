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

final class PageTest {

    private final PageEncoder encoder = new PageEncoder();
    private final Page page = new Page(2, at(0));

    @Test
    void json_ofNothing_goesOnWhereItBegan() {
        assertThat(json()).isEqualTo("{\"deliveries\":[],\"gaps\":[],\"next\":\"e1:7-0\"}");
        assertThat(page.isEmpty()).isTrue();
    }

    @Test
    void add_moreThanTheLimitInOneBatch_leavesTheRestForTheNextPage() {
        add(batch -> {
            deliver(batch, 1, "1");
            deliver(batch, 2, "2");
            deliver(batch, 3, "3");
        });

        assertThat(page.isFull()).isTrue();
        assertThat(json())
                .isEqualTo("{\"deliveries\":[{\"id\":\"e1:7-1\",\"type\":\"o:c\",\"data\":1},"
                        + "{\"id\":\"e1:7-2\",\"type\":\"o:c\",\"data\":2}],\"gaps\":[],\"next\":\"e1:7-2\"}");
    }

    @Test
    void reaches_ofAFullPage_changesNothing() {
        add(batch -> deliver(batch, 1, "1"));
        add(batch -> deliver(batch, 2, "2"));

        page.reaches(at(9));
        add(batch -> encoder.heartbeat(batch, Positions.of(at(9))));

        assertThat(json()).endsWith("\"next\":\"e1:7-2\"}");
    }

    @Test
    void reaches_withRoomLeft_spareTheNextPageWhatWasFilteredOut() {
        add(batch -> deliver(batch, 1, "1"));

        page.reaches(at(9));

        assertThat(json()).endsWith("\"next\":\"e1:7-9\"}");
    }

    @Test
    void add_gap_isToldAndMovesOn() {
        add(batch -> encoder.gap(batch, new Gap(Gap.Reason.RETENTION, at(0), at(5), 0L, 5L)));

        assertThat(page.isEmpty()).isFalse();
        assertThat(json())
                .isEqualTo("{\"deliveries\":[],\"gaps\":[{\"reason\":\"retention\",\"requested\":\"e1:7-0\","
                        + "\"resumedAt\":\"e1:7-5\",\"from\":0,\"to\":5}],\"next\":\"e1:7-5\"}");
    }

    @Test
    void add_deliveriesOfManyBytes_isFullBeforeTheLimit() {
        add(batch -> deliver(batch, 1, "\"" + "x".repeat(Page.ROOM) + "\""));

        assertThat(page.isFull()).isTrue();
    }

    @Test
    void add_endOfTheStream_isNotToldInAPage() {
        add(batch -> encoder.end(batch, CloseReason.SHUTDOWN, 2000));

        assertThat(page.isEmpty()).isTrue();
    }

    private void add(Consumer<ByteBuf> frames) {
        ByteBuf batch = Unpooled.buffer();
        frames.accept(batch);
        page.add(batch);
    }

    private void deliver(ByteBuf batch, long next, String json) {
        encoder.delivery(
                batch,
                Positions.of(at(next)),
                new TailEntry(next - 1, ORDERS, Roles.NONE, "o:c", null, null, json.getBytes(UTF_8)));
    }

    private String json() {
        return new String(page.json(), UTF_8);
    }

    private static Cursor at(long next) {
        return Cursor.of(EPOCH, 7, next);
    }
}
