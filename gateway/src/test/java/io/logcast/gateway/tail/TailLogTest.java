package io.logcast.gateway.tail;

import static io.logcast.gateway.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class TailLogTest {

    private static final long PLENTY = 1L << 30;

    @Test
    void read_atTheHead_isEmptyAndStays() {
        TailLog log = new TailLog(0, 40, PLENTY, 8);

        assertThat(log.read(40)).isEqualTo(new Slice.Entries(List.of(), 40));
    }

    @Test
    void read_fromAnOffsetThatIsAHole_beginsBehindTheHole() {
        TailLog log = new TailLog(0, 0, PLENTY, 8);
        log.append(entry(1));
        log.append(entry(5));

        Slice slice = log.read(2);

        assertThat(offsets(slice)).containsExactly(5L);
        assertThat(((Slice.Entries) slice).next()).isEqualTo(6);
    }

    @Test
    void read_whereOnlyMarkersFollow_movesBehindThem() {
        TailLog log = new TailLog(0, 0, PLENTY, 8);
        log.append(entry(0));
        log.advance(3);

        assertThat(((Slice.Entries) log.read(0)).next()).isEqualTo(3);
        assertThat(log.read(1)).isEqualTo(new Slice.Entries(List.of(), 3));
    }

    @Test
    void read_ofAPositionBeyondTheHead_waitsThere() {
        TailLog log = new TailLog(0, 0, PLENTY, 8);
        log.append(entry(0));

        assertThat(log.read(9)).isEqualTo(new Slice.Entries(List.of(), 9));
    }

    @Test
    void read_belowTheFirstAppended_isTooOld() {
        TailLog log = new TailLog(0, 40, PLENTY, 8);

        assertThat(log.read(39)).isEqualTo(new Slice.TooOld(40));
    }

    @Test
    void append_beyondTheCapacity_dropsTheOldestAndSaysSo() {
        TailLog log = new TailLog(0, 0, PLENTY, 3);

        for (int offset = 0; offset < 5; offset++) {
            log.append(entry(offset));
        }

        assertThat(log.read(1)).isEqualTo(new Slice.TooOld(2));
        assertThat(offsets(log.read(2))).containsExactly(2L, 3L, 4L);
    }

    @Test
    void append_beyondTheBytes_dropsTheOldestButKeepsTheNewest() {
        long two = entry(0).weight() + entry(1).weight();
        TailLog log = new TailLog(0, 0, two, 100);

        for (int offset = 0; offset < 5; offset++) {
            log.append(entry(offset));
        }

        assertThat(log.start()).isEqualTo(3);
        assertThat(offsets(log.read(3))).containsExactly(3L, 4L);
    }

    @Test
    void append_ofAnEntryLargerThanTheBudget_keepsIt() {
        TailLog log = new TailLog(0, 0, 1, 100);

        log.append(entry(0));

        assertThat(offsets(log.read(0))).containsExactly(0L);
    }

    @Test
    void read_ofMoreThanASlice_stopsAtItsBound() {
        TailLog log = new TailLog(0, 0, PLENTY, 1000);
        for (int offset = 0; offset < 600; offset++) {
            log.append(entry(offset));
        }

        Slice.Entries slice = (Slice.Entries) log.read(10);

        assertThat(slice.entries()).hasSize(TailLog.MAX_SLICE);
        assertThat(slice.next()).isEqualTo(10 + TailLog.MAX_SLICE);
    }

    @Test
    void read_whileTheWriterOvertakes_isCompleteOrTooOld() throws InterruptedException {
        TailLog log = new TailLog(0, 0, PLENTY, 64);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (long offset = 0; offset < 300_000; offset++) {
                log.append(entry(offset));
            }
            done.set(true);
        });
        writer.start();

        long position = 0;
        while (!done.get()) {
            Slice slice = log.read(position);
            if (slice instanceof Slice.Entries entries) {
                // Offsets have no hole here, so any hole in what is read would be a loss.
                for (TailEntry entry : entries.entries()) {
                    assertThat(entry.offset()).isEqualTo(position++);
                }
                assertThat(entries.next()).isEqualTo(position);
            } else {
                position = ((Slice.TooOld) slice).start();
            }
        }
        writer.join();
    }

    private static List<Long> offsets(Slice slice) {
        return ((Slice.Entries) slice).entries().stream().map(TailEntry::offset).toList();
    }
}
