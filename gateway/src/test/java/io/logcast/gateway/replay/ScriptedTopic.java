package io.logcast.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.Samples;
import io.logcast.gateway.tail.TailEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** A log in memory, with a marker at every tenth offset, read in blocks of a thousand offsets. For any thread. */
final class ScriptedTopic {

    private static final int BLOCK = 1000;

    /** One reading of it, as it was asked for. */
    record Read(int reader, int partition, long from) {}

    private final long end;
    private final List<Read> reads = new ArrayList<>();
    private final Set<Long> underWay = new HashSet<>();
    private long start;
    private boolean isAway;
    private boolean isTooLarge;

    ScriptedTopic(long end) {
        this.end = end;
    }

    private static boolean isMarker(long offset) {
        return offset % 10 == 9;
    }

    /** What everybody who reads from there has to get. */
    List<Long> offsets(long from) {
        return LongStream.range(from, end)
                .filter(offset -> !isMarker(offset))
                .boxed()
                .toList();
    }

    long end() {
        return end;
    }

    synchronized void removeBelow(long offset) {
        start = offset;
    }

    synchronized void away(boolean away) {
        isAway = away;
    }

    /** What is read does not fit into memory, or does again. */
    synchronized void tooLarge(boolean tooLarge) {
        isTooLarge = tooLarge;
    }

    synchronized List<Read> reads() {
        return List.copyOf(reads);
    }

    PartitionLog reader(int number) {
        return new Reader(number);
    }

    private Stretch read(Read read) {
        begin(read);
        try {
            return found(read.partition(), read.from());
        } finally {
            end(read);
        }
    }

    private synchronized void begin(Read read) {
        reads.add(read);
        assertThat(underWay.add(key(read))).as("nobody else reads %s", read).isTrue();
    }

    private synchronized void end(Read read) {
        underWay.remove(key(read));
    }

    private synchronized Stretch found(int partition, long from) {
        if (isTooLarge) {
            throw new Error("no memory for a block, says a test");
        }
        if (isAway || from >= end) {
            throw new IllegalStateException("nothing came");
        }
        if (from < start) {
            return new Gone(start);
        }
        long next = Math.min(from + BLOCK, end);
        List<TailEntry> entries = LongStream.range(from, next)
                .filter(offset -> !isMarker(offset))
                .mapToObj(Samples::entry)
                .toList();
        return new Block(partition, from, next, entries, next == end);
    }

    private synchronized LogRange range() {
        return new LogRange(start, end);
    }

    private static long key(Read read) {
        return read.partition() * 1_000_000_000L + read.from();
    }

    private final class Reader implements PartitionLog {

        private final int number;
        private final Map<Integer, Long> positions = new HashMap<>();

        Reader(int number) {
            this.number = number;
        }

        @Override
        public Stretch read(int partition, long from) {
            Stretch found = ScriptedTopic.this.read(new Read(number, partition, from));
            if (found instanceof Block block) {
                positions.put(partition, block.next());
            }
            return found;
        }

        @Override
        public LogRange range(int partition) {
            return ScriptedTopic.this.range();
        }

        @Override
        public long since(int partition, Instant time) {
            return time.toEpochMilli();
        }

        @Override
        public Map<Integer, Long> positions() {
            return Map.copyOf(positions);
        }

        @Override
        public long received() {
            return 0;
        }

        @Override
        public void forget() {
            positions.clear();
        }

        @Override
        public void close() {}
    }
}
