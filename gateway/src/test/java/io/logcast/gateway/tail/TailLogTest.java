package io.logcast.gateway.tail;

import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.entry;
import static io.logcast.gateway.Samples.key;
import static io.logcast.gateway.Samples.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.delivery.ChannelKey;
import io.logcast.stream.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class TailLogTest {

    private static final int PLENTY = 1 << 20;
    private static final ChannelKey OTHER = key("other");

    @Test
    void read_atTheHead_isEmptyAndStays() {
        TailLog log = log(0, 40, PLENTY);

        assertThat(log.read(40)).isEqualTo(new Slice.Entries(List.of(), 40));
    }

    @Test
    void read_fromAnOffsetThatIsAHole_beginsBehindTheHole() {
        TailLog log = log(0, 0, PLENTY);
        log.append(entry(1));
        log.append(entry(5));

        Slice slice = log.read(2);

        assertThat(offsets(slice)).containsExactly(5L);
        assertThat(((Slice.Entries) slice).next()).isEqualTo(6);
    }

    @Test
    void read_whereOnlyMarkersFollow_movesBehindThem() {
        TailLog log = log(0, 0, PLENTY);
        log.append(entry(0));
        log.advance(3);

        assertThat(((Slice.Entries) log.read(0)).next()).isEqualTo(3);
        assertThat(log.read(1)).isEqualTo(new Slice.Entries(List.of(), 3));
    }

    @Test
    void read_ofAPositionBeyondTheHead_waitsThere() {
        TailLog log = log(0, 0, PLENTY);
        log.append(entry(0));

        assertThat(log.read(9)).isEqualTo(new Slice.Entries(List.of(), 9));
    }

    @Test
    void read_belowTheFirstAppended_isTooOld() {
        TailLog log = log(0, 40, PLENTY);

        assertThat(log.read(39)).isEqualTo(new Slice.TooOld(40));
    }

    @Test
    void append_beyondTheMemory_dropsTheOldestAndSaysSo() {
        TailLog log = log(0, 0, 3);

        for (int offset = 0; offset < 5; offset++) {
            log.append(entry(offset));
        }

        assertThat(log.read(1)).isEqualTo(new Slice.TooOld(2));
        assertThat(offsets(log.read(2))).containsExactly(2L, 3L, 4L);
    }

    @Test
    void append_ofAnEntryLargerThanTheMemory_keepsIt() {
        TailLog log = new TailLog(0, 0, new TailMemory(1));

        log.append(entry(0));
        log.append(entry(1));

        assertThat(offsets(log.read(1))).containsExactly(1L);
    }

    @Test
    void memory_thatIsUsedUp_isTakenFromTheLargestLog() {
        TailMemory memory = new TailMemory(10 * entry(0).weight());
        TailLog idle = new TailLog(0, 0, memory);
        TailLog busy = new TailLog(1, 0, memory);
        idle.append(entry(0));
        idle.append(entry(1));

        for (int offset = 0; offset < 100; offset++) {
            busy.append(entry(offset));
        }

        assertThat(idle.start()).isZero();
        assertThat(busy.start()).isBetween(91L, 93L);
    }

    @Test
    void restart_forgetsEverythingBefore() {
        TailLog log = log(0, 0, PLENTY);
        log.append(entry(0));

        log.restart(70);

        assertThat(log.read(1)).isEqualTo(new Slice.TooOld(70));
        assertThat(log.read(70)).isEqualTo(new Slice.Entries(List.of(), 70));
    }

    @Test
    void readOfChannels_findsThemAndGoesToTheEnd() {
        TailLog log = log(0, 0, PLENTY);
        for (int offset = 0; offset < 5000; offset++) {
            log.append(entry(offset, offset % 1000 == 7 ? ORDERS : OTHER, Roles.NONE));
        }

        Slice.Entries few = (Slice.Entries) log.read(8, 4000, Set.of(ORDERS));

        assertThat(offsets(few)).containsExactly(1007L, 2007L, 3007L);
        assertThat(few.next()).isEqualTo(4000);
    }

    @Test
    void readOfChannels_inTurns_isTheSameAsReadingAll() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TailLog log = log(0, 0, PLENTY);
        List<Long> expected = new ArrayList<>();
        for (int offset = 0; offset < 20_000; offset++) {
            boolean wanted = random.nextInt(offset < 10_000 ? 2 : 500) == 0;
            log.append(entry(offset, wanted ? ORDERS : OTHER, Roles.NONE));
            if (wanted) {
                expected.add((long) offset);
            }
        }

        List<Long> found = new ArrayList<>();
        for (long position = 0; position < 20_000; ) {
            Slice.Entries slice = (Slice.Entries) log.read(position, 20_000, Set.of(ORDERS));
            assertThat(slice.next()).isGreaterThan(position);
            found.addAll(offsets(slice));
            position = slice.next();
        }

        assertThat(found).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void read_ofMoreThanASlice_stopsAtItsBound() {
        TailLog log = log(0, 0, PLENTY);
        for (int offset = 0; offset < 600; offset++) {
            log.append(entry(offset));
        }

        Slice.Entries slice = (Slice.Entries) log.read(10);

        assertThat(slice.entries()).hasSize(TailScan.MAX_SLICE);
        assertThat(slice.next()).isEqualTo(10 + TailScan.MAX_SLICE);
    }

    @RepeatedTest(5)
    void read_whileTheWriterOvertakes_isCompleteOrTooOld() {
        TailLog log = log(0, 0, 300);
        Thread writer = new Thread(() -> {
            for (long offset = 0; offset < 200_000; offset++) {
                log.append(entry(offset, offset % 3 == 0 ? ORDERS : OTHER, Roles.NONE));
            }
        });
        writer.start();

        long position = 0;
        boolean filtered = false;
        while (writer.isAlive()) {
            filtered = !filtered;
            Slice slice = filtered ? log.read(position, log.next(), Set.of(ORDERS)) : log.read(position);
            if (slice instanceof Slice.Entries entries) {
                // No offset is missing here, so any hole in what is read would be a loss.
                assertThat(offsets(entries)).isEqualTo(expected(position, entries.next(), filtered ? 3 : 1));
                position = entries.next();
            } else {
                position = ((Slice.TooOld) slice).start();
            }
        }
        assertThat(log.next()).isEqualTo(200_000);
    }

    private static List<Long> expected(long from, long until, int step) {
        return LongStream.range(from, until)
                .filter(offset -> offset % step == 0)
                .boxed()
                .toList();
    }

    private static List<Long> offsets(Slice slice) {
        return ((Slice.Entries) slice).entries().stream().map(TailEntry::offset).toList();
    }
}
