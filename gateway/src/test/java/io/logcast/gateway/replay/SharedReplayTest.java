package io.logcast.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.event.TenantId;
import io.logcast.gateway.replay.ScriptedTopic.Read;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Reader threads and subscribers of several tenants all at once. */
final class SharedReplayTest {

    private final ScriptedTopic topic = new ScriptedTopic(20_000);

    @RepeatedTest(20)
    void subscribers_ofOneBeginning_eachGetAllOnce_outOfOneReading() throws InterruptedException {
        try (KafkaReplay replay = KafkaReplay.start(ReplaySettings.withReaders(3), topic::reader)) {
            requireAll(replay, 50, 0);
        }
        assertThat(topic.reads().stream().map(Read::from))
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @RepeatedTest(20)
    void subscribers_whoBeginApart_eachGetAllOnce_outOfLittleMore() throws InterruptedException {
        try (KafkaReplay replay = KafkaReplay.start(ReplaySettings.withReaders(3), topic::reader)) {
            requireAll(replay, 50, 37);
        }
        assertThat(topic.reads()).hasSizeLessThan(30);
    }

    @RepeatedTest(20)
    void subscribers_whoseBlocksAreDrivenOut_stillGetAllOnce() throws InterruptedException {
        ReplaySettings little = new ReplaySettings(1, 2 * Block.FULL);
        try (KafkaReplay replay = KafkaReplay.start(little, topic::reader)) {
            requireAll(replay, 15, 1301);
            assertThat(replay.stats().bytesKept()).isLessThanOrEqualTo(little.bytes());
        }
    }

    private void requireAll(KafkaReplay replay, int subscribers, long apart) {
        List<Long> whole = topic.offsets(0);
        List<CompletableFuture<List<Long>>> all = IntStream.range(0, subscribers)
                .mapToObj(number -> new Follower(replay, new TenantId("t" + number % 3), number * apart, topic.end()))
                .map(Follower::toTheEnd)
                .toList();
        for (int number = 0; number < subscribers; number++) {
            long from = number * apart;
            List<Long> expected =
                    whole.stream().filter(offset -> offset >= from).toList();
            assertThat(all.get(number).join().equals(expected))
                    .as("all from %d", from)
                    .isTrue();
        }
    }
}
