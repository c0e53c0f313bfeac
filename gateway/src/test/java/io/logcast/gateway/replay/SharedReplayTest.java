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

    private static final int SUBSCRIBERS = 50;

    private final ScriptedTopic topic = new ScriptedTopic(50_000);

    @RepeatedTest(20)
    void subscribers_ofOneBeginning_eachGetAllOnce_outOfOneReading() throws InterruptedException {
        try (KafkaReplay replay = KafkaReplay.start(ReplaySettings.withReaders(3), topic::reader)) {
            assertThat(replayed(replay, 0)).allSatisfy(offsets -> assertThat(offsets)
                    .isEqualTo(topic.offsets(0)));
        }
        assertThat(topic.reads().stream().map(Read::from)).doesNotHaveDuplicates().hasSizeBetween(50, 51);
    }

    @RepeatedTest(20)
    void subscribers_whoBeginApart_eachGetAllOnce() throws InterruptedException {
        try (KafkaReplay replay = KafkaReplay.start(ReplaySettings.withReaders(3), topic::reader)) {
            assertThat(replayed(replay, 37)).allMatch(List::isEmpty, "of what was not expected");
        }
        assertThat(topic.reads()).hasSizeLessThan(75);
    }

    @RepeatedTest(20)
    void subscribers_whoseBlocksAreDrivenOut_stillGetAllOnce() throws InterruptedException {
        try (KafkaReplay replay = KafkaReplay.start(new ReplaySettings(2, 4 * Block.FULL), topic::reader)) {
            assertThat(replayed(replay, 997)).allMatch(List::isEmpty, "of what was not expected");
            assertThat(replay.stats().bytesKept()).isLessThanOrEqualTo(4 * Block.FULL);
        }
    }

    /** @return with {@code apart} of 0 what each got; else, of each, where that differs from what it had to get */
    private List<List<Long>> replayed(KafkaReplay replay, long apart) {
        List<Follower> all = IntStream.range(0, SUBSCRIBERS)
                .mapToObj(number -> new Follower(replay, new TenantId("t" + number % 3), number * apart, 50_000))
                .toList();
        List<CompletableFuture<List<Long>>> answers =
                all.stream().map(Follower::toTheEnd).toList();
        return IntStream.range(0, SUBSCRIBERS)
                .mapToObj(number -> {
                    List<Long> got = answers.get(number).join();
                    return apart > 0 && got.equals(topic.offsets(number * apart)) ? List.<Long>of() : got;
                })
                .toList();
    }
}
