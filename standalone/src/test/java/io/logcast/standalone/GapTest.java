package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.SseFrame;
import io.logcast.testkit.SseRecorder;
import io.logcast.testkit.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be had any more is said, exactly and once. */
final class GapTest {

    private static final String TOKEN =
            Tokens.DEFAULT.token("acme", "me", "event-sender", "stream-admin", "stream-listener");

    @Test
    void cursor_belowTheLogStart_getsOneExactGapAndEverythingThatIsLeft() throws Exception {
        try (Services services = Services.start()) {
            List<SseFrame> all = publishTen(services);
            Position lost = Position.of(all.get(1).id());
            Position start = Position.of(all.get(6).id());
            services.kafka().deleteBelow("logcast.deliveries", start.partition(), start.offset());
            // The first gateway still has the deliveries in memory and would simply serve them.
            try (Services forgetful = Services.on(services.kafka())) {
                forgetful.awaitReady();
                try (SseRecorder resumed = forgetful.subscribe("stream=s", TOKEN, lost.text())) {
                    assertThat(resumed.awaitMessages(3)).hasSize(3);
                    assertThat(resumed.frames().get(0)).satisfies(gap -> {
                        assertThat(gap.event()).isEqualTo("logcast.gap");
                        assertThat(gap.id()).isEqualTo(start.text());
                        assertThat(gap.data())
                                .isEqualTo(
                                        "{\"reason\":\"retention\",\"requested\":\"%s\",\"resumedAt\":\"%s\",\"from\":%d,\"to\":%d}"
                                                .formatted(lost.text(), start.text(), lost.offset(), start.offset()));
                    });
                    assertThat(gaps(resumed)).hasSize(1);
                    assertThat(resumed.messages())
                            .isEqualTo(all.subList(7, 10).stream()
                                    .map(SseFrame::data)
                                    .toList());
                }
            }
        }
    }

    @Test
    void cursor_ofAnotherEpochOrBeyondTheEnd_getsAGapAndTheOldest() throws Exception {
        try (Services services = Services.start()) {
            Position last = Position.of(publishTen(services).get(9).id());
            for (String cursor : List.of(
                    "old:" + last.partition() + "-3",
                    last.at(last.offset() + 1000).text())) {
                try (SseRecorder resumed = services.subscribe("stream=s", TOKEN, cursor)) {
                    assertThat(resumed.awaitMessages(10)).hasSize(10);
                    assertThat(gaps(resumed))
                            .singleElement()
                            .satisfies(gap -> assertThat(gap.data())
                                    .contains(cursor.startsWith("old") ? "\"epoch\"" : "\"beyond-end\"")
                                    .contains("\"requested\":\"" + cursor + "\""));
                }
            }
        }
    }

    private static List<SseFrame> publishTen(Services services) throws Exception {
        assertStatus(201, services.define(TOKEN, "s", """
                {"events":[{"namespace":"a","name":"b"}]}"""));
        for (int n = 0; n < 10; n++) {
            assertStatus(202, services.publish(TOKEN, """
                    {"namespace":"a","name":"b","payload":%d}""".formatted(n)));
        }
        try (SseRecorder all = services.subscribe("stream=s&from=earliest", TOKEN)) {
            all.awaitMessages(10);
            return all.events();
        }
    }

    private static List<SseFrame> gaps(SseRecorder recorder) {
        return recorder.events().stream()
                .filter(frame -> "logcast.gap".equals(frame.event()))
                .toList();
    }

    /** A cursor of one position, taken apart. */
    private record Position(String epoch, int partition, long offset) {

        static Position of(String cursor) {
            String[] parts = cursor.split("[:-]", -1);
            return new Position(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }

        Position at(long other) {
            return new Position(epoch, partition, other);
        }

        String text() {
            return epoch + ":" + partition + "-" + offset;
        }
    }
}
