package io.logcast.gateway.replay;

import static io.logcast.gateway.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.event.TenantId;
import io.logcast.gateway.replay.ScriptedTopic.Read;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The desk without threads: a reader works when the test says so. */
final class ReplayDeskTest {

    private static final TenantId GLOBEX = new TenantId("globex");

    private final ScriptedTopic topic = new ScriptedTopic(100_000);
    private final ReplayDesk desk = new ReplayDesk(64 << 20);
    private final Map<Integer, PartitionLog> logs = new HashMap<>();

    @Test
    void read_thatABlockCovers_isAnsweredAtOnceWithASlice() {
        read(0);
        serve(0);

        assertThat(read(500))
                .isCompletedWithValueMatching(slice -> entries(slice).size() == 256)
                .isCompletedWithValueMatching(slice -> entries(slice).get(0).offset() == 500);
        assertThat(desk.stats().answersFromMemory()).isEqualTo(1);
    }

    @Test
    void reads_thatABlockUnderWayWillCover_joinIt() {
        List<CompletableFuture<Slice>> answers =
                IntStream.range(0, 50).mapToObj(number -> read(number)).toList();
        Errand begun = desk.poll(0);
        CompletableFuture<Slice> late = read(700);

        perform(0, begun);

        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(late).isDone();
        assertThat(topic.reads()).containsExactly(new Read(0, 0, 0));
        assertThat(desk.stats().answersJoined()).isEqualTo(50);
    }

    @Test
    void read_thatJoinedABlockWhichEndsBeforeIt_isReadByItself() {
        CompletableFuture<Slice> first = read(0);
        CompletableFuture<Slice> beyond = read(1500);

        serve(0);
        assertThat(first).isDone();
        assertThat(beyond).isNotDone();

        serve(0);
        assertThat(entries(beyond.join()).get(0).offset()).isEqualTo(1500);
        assertThat(topic.reads()).hasSize(2);
    }

    @Test
    void read_fromWithinTheMarkersAtTheEndOfABlock_hasNoEntriesAndGoesOn() {
        read(0);
        serve(0);

        assertThat(read(999).join()).isEqualTo(new Slice.Entries(List.of(), 1000));
    }

    @Test
    void reads_oneAfterTheOther_giveEveryEntryOnce() {
        long position = 0;
        List<Long> all = new ArrayList<>();
        while (position < 100_000) {
            Slice slice = finish(read(position));
            entries(slice).forEach(entry -> all.add(entry.offset()));
            position = ((Slice.Entries) slice).next();
        }

        assertThat(all).isEqualTo(topic.offsets(0));
        assertThat(topic.reads()).hasSize(100);
    }

    @Test
    void block_thatIsReadToItsLaterHalf_makesTheNextBeRead() {
        read(0);
        serve(0);
        assertThat(desk.poll(0)).isNull();

        read(300);
        serve(0);

        assertThat(topic.reads()).containsExactly(new Read(0, 0, 0), new Read(0, 0, 1000));
        assertThat(read(1000)).isDone();
    }

    @Test
    void readAhead_isOneBlockAndNotMore() {
        read(0);
        serve(0);
        read(900);
        read(901);
        read(902);
        serve(0);

        assertThat(desk.poll(0)).isNull();
    }

    @Test
    void readAhead_atTheEndOfTheLog_isNotTried() {
        read(99_500);
        serve(0);
        assertThat(read(99_900)).isDone();

        assertThat(desk.poll(0)).isNull();
    }

    @Test
    void readAhead_waitsWhileSomebodyWaitsForAnother() {
        read(0);
        serve(0);
        read(900);
        CompletableFuture<Slice> demanded = read(50_000);

        serve(0);

        assertThat(demanded).isDone();
        assertThat(topic.reads()).last().isEqualTo(new Read(0, 0, 50_000));
    }

    @Test
    void readAhead_thatSomebodyComesToWaitFor_takesTurnsLikeAnyRead() {
        read(0);
        serve(0);
        read(900);
        CompletableFuture<Slice> joined = read(1000);
        read(50_000);

        serve(0);

        assertThat(joined).isDone();
    }

    @Test
    void readsAhead_areBounded() {
        for (int partition = 0; partition < 40; partition++) {
            desk.read(ACME, partition, 0);
        }
        serveAll();
        for (int partition = 0; partition < 40; partition++) {
            desk.read(ACME, partition, 900);
        }

        assertThat(serveAll()).isEqualTo(16);
    }

    @Test
    void read_thatContinuesWhereAReaderStands_isLeftToThatReader() {
        read(0);
        serve(1);
        read(900);

        assertThat(desk.poll(0)).isNull();
        serve(1);
        assertThat(topic.reads()).last().isEqualTo(new Read(1, 0, 1000));
    }

    @Test
    void tenants_takeTurns_andWithinOneTheOldestGoesFirst() {
        for (int number = 1; number <= 3; number++) {
            desk.read(ACME, 0, number * 10_000L);
        }
        for (int number = 1; number <= 2; number++) {
            desk.read(GLOBEX, 1, number * 10_000L);
        }

        serveAll();

        assertThat(topic.reads())
                .containsExactly(
                        new Read(0, 0, 10_000),
                        new Read(0, 1, 10_000),
                        new Read(0, 0, 20_000),
                        new Read(0, 1, 20_000),
                        new Read(0, 0, 30_000));
    }

    @Test
    void tenant_thatJoinsTheLastReadOfABusyOne_doesNotWaitForItsOthers() {
        for (int number = 1; number <= 5; number++) {
            desk.read(ACME, 0, number * 10_000L);
        }
        CompletableFuture<Slice> joined = desk.read(GLOBEX, 0, 50_000).toCompletableFuture();

        serve(0);
        serve(0);

        assertThat(joined).isDone();
        assertThat(serveAll()).isEqualTo(3);
    }

    @Test
    void questions_takeTurnsWithReads() {
        for (int number = 1; number <= 5; number++) {
            desk.read(ACME, 0, number * 10_000L);
        }
        CompletableFuture<Long> since = desk.since(0, Instant.ofEpochMilli(7)).toCompletableFuture();

        serve(0);
        serve(0);

        assertThat(since).isCompletedWithValue(7L);
    }

    @Test
    void range_thatManyAskForBeforeItIsOnItsWay_isAskedOnce() {
        CompletableFuture<LogRange> first = desk.range(0).toCompletableFuture();
        CompletableFuture<LogRange> second = desk.range(0).toCompletableFuture();
        Errand asked = desk.poll(0);
        CompletableFuture<LogRange> third = desk.range(0).toCompletableFuture();

        perform(0, asked);

        assertThat(first).isCompletedWithValue(new LogRange(0, 100_000));
        assertThat(second).isDone();
        assertThat(third).isNotDone();
        assertThat(serveAll()).isEqualTo(1);
        assertThat(third).isDone();
    }

    @Test
    void failure_reachesAllWhoJoined_andTheNextAttemptReadsAnew() {
        CompletableFuture<Slice> first = read(0);
        CompletableFuture<Slice> joined = read(10);
        topic.away(true);
        serve(0);

        assertThat(first).isCompletedExceptionally();
        assertThat(joined).isCompletedExceptionally();

        topic.away(false);
        assertThat(finish(read(0))).isInstanceOf(Slice.Entries.class);
    }

    @Test
    void errorOfAReader_reachesAllWhoJoined_andTheNextAttemptReadsAnew() {
        CompletableFuture<Slice> first = read(0);
        CompletableFuture<Slice> joined = read(10);
        topic.tooLarge(true);
        serve(0);

        assertThat(first).isCompletedExceptionally();
        assertThat(joined).isCompletedExceptionally();

        topic.tooLarge(false);
        assertThat(finish(read(0))).isInstanceOf(Slice.Entries.class);
    }

    @Test
    void retention_isToldToThoseBelowIt_andTheOthersGetTheirEntries() {
        topic.removeBelow(100);
        CompletableFuture<Slice> below = read(40);
        CompletableFuture<Slice> above = read(120);

        serveAll();

        assertThat(below).isCompletedWithValue(new Slice.TooOld(100));
        assertThat(entries(above.join()).get(0).offset()).isEqualTo(120);
    }

    @Test
    void memory_thatIsUsedUp_losesWhatWasUsedLeastLately() {
        ReplayDesk small = new ReplayDesk(Block.FULL + 2 * weight());
        List<Integer> asked = List.of(10_000, 20_000, 30_000, 10_000, 40_000, 10_000, 20_000);

        for (int from : asked) {
            small.read(ACME, 0, from);
            serve(small, 0);
        }

        assertThat(topic.reads().stream().map(Read::from)).containsExactly(10_000L, 20_000L, 30_000L, 40_000L, 20_000L);
        assertThat(small.stats().bytesKept()).isEqualTo(3 * weight());
    }

    @Test
    void forgetting_readsAnewWhatWasAtHandAndWhatWasUnderWay() {
        read(0);
        serve(0);
        read(50_000);
        Errand begun = desk.poll(0);

        desk.forget();
        perform(0, begun);

        assertThat(read(0)).isNotDone();
        assertThat(read(50_000)).isNotDone();
        assertThat(serveAll()).isEqualTo(2);
    }

    @Test
    void forgetting_makesTheReadThatComesNextOfAnotherGeneration() {
        read(0);
        BlockRead before = (BlockRead) desk.poll(0);
        desk.forget();
        read(0);
        BlockRead after = (BlockRead) desk.poll(0);

        assertThat(after.generation()).isNotEqualTo(before.generation());
    }

    @Test
    void closing_refusesWhatWaitsAndWhatComes_butNotWhatIsUnderWay() {
        CompletableFuture<Slice> underWay = read(0);
        Errand begun = desk.poll(0);
        CompletableFuture<Slice> waiting = read(50_000);
        CompletableFuture<LogRange> range = desk.range(0).toCompletableFuture();

        desk.close();
        perform(0, begun);

        assertThat(underWay)
                .isCompletedWithValueMatching(slice -> entries(slice).size() == 256);
        assertThat(waiting).isCompletedExceptionally();
        assertThat(range).isCompletedExceptionally();
        assertThat(read(70_000)).isCompletedExceptionally();
        assertThat(desk.since(0, Instant.EPOCH).toCompletableFuture()).isCompletedExceptionally();
        assertThat(desk.poll(0)).isNull();
    }

    @Test
    void closing_saysSo() {
        CompletableFuture<Slice> waiting = read(0);

        desk.close();

        assertThat(waiting.handle((slice, failure) -> failure).join()).isInstanceOf(CancellationException.class);
    }

    private CompletableFuture<Slice> read(long from) {
        return desk.read(ACME, 0, from).toCompletableFuture();
    }

    private Slice finish(CompletableFuture<Slice> answer) {
        while (!answer.isDone()) {
            serve(0);
        }
        return answer.join();
    }

    private int serveAll() {
        int served = 0;
        while (serve(0)) {
            served++;
        }
        return served;
    }

    private boolean serve(int reader) {
        return serve(desk, reader);
    }

    private boolean serve(ReplayDesk at, int reader) {
        Errand errand = at.poll(reader);
        if (errand != null) {
            perform(at, reader, errand);
        }
        return errand != null;
    }

    private void perform(int reader, Errand errand) {
        perform(desk, reader, errand);
    }

    private void perform(ReplayDesk at, int reader, Errand errand) {
        PartitionLog log = logs.computeIfAbsent(reader, topic::reader);
        new ReplayReader(reader, at, () -> log).perform(errand);
    }

    private static List<TailEntry> entries(Slice slice) {
        return ((Slice.Entries) slice).entries();
    }

    /** Of a block of five digits. */
    private static long weight() {
        return ((Block) new ScriptedTopic(100_000).reader(0).read(0, 10_000)).weight();
    }
}
