package io.logcast.gateway.replay;

import static io.logcast.gateway.Samples.EPOCH;
import static io.logcast.gateway.Samples.log;
import static io.logcast.gateway.Samples.tail;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.Epoch;
import io.logcast.event.TenantId;
import io.logcast.gateway.replay.StartPoint.After;
import io.logcast.gateway.replay.StartPoint.Earliest;
import io.logcast.gateway.replay.StartPoint.Latest;
import io.logcast.gateway.replay.StartPoint.Since;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class StartResolverTest {

    private static final Map<Integer, Long> ENDS_OF_BOTH = Map.of(0, 250L, 1, 250L);

    /** Kafka holds 100 to 250; the tail remembers 200 to 240. */
    private final StartResolver resolver = new StartResolver(new FixedLog(new LogRange(100, 250), 170));

    private final Tail tail = tail(rememberedLog(0), rememberedLog(1));

    @Test
    void latest_ofAPartitionThatIsFollowed_isTheHeadOfTheTail() {
        tail.demand().followed(0, true);

        assertThat(resolve(new Latest())).isEqualTo(Start.at(cursor(240)));
    }

    @Test
    void partitionThatNobodyNeededYet_isKnownToEndWhereTheLogEnds() {
        tail.demand().followed(1, true);

        Start start = resolve(new After(cursor(210).with(1, 220), new Earliest()), 0, 1);

        assertThat(start).isEqualTo(new Start(cursor(210).with(1, 220), List.of(), Map.of(0, 250L)));
    }

    @Test
    void cursorInMemory_isGoodWhileKafkaIsAway() {
        StartResolver without = new StartResolver(new SilentLog());

        Start start = without.resolve(new After(cursor(210), new Earliest()), tail, Set.of(0))
                .toCompletableFuture()
                .join();

        assertThat(start).isEqualTo(Start.at(cursor(210)));
    }

    @Test
    void latest_ofAPartitionThatNobodyNeededYet_isTheEndOfTheLog() {
        assertThat(resolve(new Latest())).isEqualTo(start(250));
    }

    @Test
    void cursor_ofTwoPartitions_isResolvedInEach() {
        Cursor asked = cursor(210).with(1, 40);

        Start start = resolve(new After(asked, new Earliest()), 0, 1);

        Cursor at = cursor(210).with(1, 100);
        assertThat(start)
                .isEqualTo(new Start(at, List.of(new Gap(Gap.Reason.RETENTION, asked, at, 40L, 100L)), ENDS_OF_BOTH));
    }

    @Test
    void cursor_thatDoesNotSpeakOfAPartition_beginsThereWithWhatComes() {
        assertThat(resolve(new After(cursor(210), new Earliest()), 0, 1))
                .isEqualTo(new Start(cursor(210).with(1, 250), List.of(), ENDS_OF_BOTH));
    }

    @Test
    void earliest_isTheStartOfTheLog() {
        assertThat(resolve(new Earliest())).isEqualTo(start(100));
    }

    @Test
    void since_isWhatKafkaFinds() {
        assertThat(resolve(new Since(Instant.EPOCH))).isEqualTo(start(170));
    }

    @Test
    void cursor_thatTheLogHas_isTakenAsItIs() {
        assertThat(resolve(new After(cursor(210), new Earliest()))).isEqualTo(start(210));
        assertThat(resolve(new After(cursor(100), new Earliest()))).isEqualTo(start(100));
        assertThat(resolve(new After(cursor(250), new Earliest()))).isEqualTo(start(250));
    }

    @Test
    void cursor_belowTheLogStart_reportsExactlyWhatIsLost() {
        Start start = resolve(new After(cursor(40), new Earliest()));

        assertThat(start.at()).isEqualTo(cursor(100));
        assertThat(start.gaps()).containsExactly(new Gap(Gap.Reason.RETENTION, cursor(40), cursor(100), 40L, 100L));
    }

    @Test
    void cursor_belowTheLogStartOfOneWhoWantsTheNewest_skipsToTheHead() {
        tail.demand().followed(0, true);

        Start start = resolve(new After(cursor(40), new Latest()));

        assertThat(start.gaps()).containsExactly(new Gap(Gap.Reason.RETENTION, cursor(40), cursor(240), 40L, 240L));
    }

    @Test
    void cursor_beyondTheEnd_reportsAGapAndBeginsAtTheOldest() {
        Start start = resolve(new After(cursor(251), new Earliest()));

        assertThat(start.gaps()).containsExactly(new Gap(Gap.Reason.BEYOND_END, cursor(251), cursor(100), null, null));
    }

    @Test
    void cursor_ofAnOldEpoch_reportsAGapAndBeginsAtTheOldest() {
        Cursor old = Cursor.of(new Epoch("old"), 0, 210);

        Start start = resolve(new After(old, new Earliest()));

        assertThat(start.gaps()).containsExactly(new Gap(Gap.Reason.EPOCH, old, cursor(100), null, null));
    }

    private Start resolve(StartPoint point) {
        return resolve(point, 0);
    }

    private Start resolve(StartPoint point, Integer... partitions) {
        return resolver.resolve(point, tail, Set.of(partitions))
                .toCompletableFuture()
                .join();
    }

    private static TailLog rememberedLog(int partition) {
        TailLog log = log(partition, 200, 100);
        log.advance(240);
        return log;
    }

    private static Start start(long next) {
        return new Start(cursor(next), List.of(), Map.of(0, 250L));
    }

    private static Cursor cursor(long next) {
        return Cursor.of(EPOCH, 0, next);
    }

    /** Kafka is away. */
    private record SilentLog() implements ReplaySource {

        @Override
        public CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
            throw new AssertionError("resolving a start reads no entries");
        }

        @Override
        public CompletionStage<LogRange> range(int partition) {
            return CompletableFuture.failedFuture(new TimeoutException("no answer"));
        }

        @Override
        public CompletionStage<Long> since(int partition, Instant time) {
            throw new AssertionError("nobody asks for a time");
        }
    }

    /** A log that does not change. */
    private record FixedLog(LogRange fixed, long sincePosition) implements ReplaySource {

        @Override
        public CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
            throw new AssertionError("resolving a start reads no entries");
        }

        @Override
        public CompletionStage<LogRange> range(int partition) {
            return CompletableFuture.completedFuture(fixed);
        }

        @Override
        public CompletionStage<Long> since(int partition, Instant time) {
            return CompletableFuture.completedFuture(sincePosition);
        }
    }
}
