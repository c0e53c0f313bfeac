package io.logcast.gateway.tail;

import io.logcast.delivery.ChannelKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest part of one partition, in memory: a ring that is bounded in bytes by {@link TailMemory}, and indexed by
 * channel: each entry knows the one before it on its channel.
 *
 * <p>Written by the tail thread alone, read by any thread without a lock. The order of the writer's steps is what makes
 * that safe: a slot is filled before {@code end} admits it, and {@code start} gives a position up before its slot is
 * emptied. A reader looks at {@code end} first, at the ring next and at {@code start} last, so that what was taken away
 * meanwhile is reported as {@link Slice.TooOld} instead of being skipped.
 */
// There is one writer, so its updates need not be atomic.
@SuppressWarnings("NonAtomicVolatileUpdate")
public final class TailLog {

    private final int partition;
    private final TailMemory memory;
    private final Map<ChannelKey, ChannelHead> channels = new ConcurrentHashMap<>();
    private long bytes;
    private volatile Ring ring = new Ring();
    private volatile long first;
    private volatile long end;
    private volatile long start;
    private volatile long next;

    /** @param start the position from which on entries will be appended */
    public TailLog(int partition, long start, TailMemory memory) {
        this.partition = partition;
        this.start = start;
        this.next = start;
        this.memory = memory;
        memory.register(this);
    }

    public int partition() {
        return partition;
    }

    /** The oldest position that can still be read here. */
    public long start() {
        return start;
    }

    /** The position after everything that has been read from Kafka. */
    public long next() {
        return next;
    }

    /** Everything at or after the position, as much as makes a slice. */
    public Slice read(long from) {
        long reached = next;
        return checked(from, new TailScan(end, ring()).all(from, first, reached));
    }

    /**
     * The entries of these channels at or after the position, as many as make a slice.
     *
     * @param until the position to stop before; at most {@link #next}
     */
    public Slice read(long from, long until, Set<ChannelKey> wanted) {
        ChannelIndex index = new ChannelIndex(channels, wanted);
        return checked(from, new TailScan(end, ring()).of(from, until, first, index));
    }

    /** By the tail thread only; offsets ascend. */
    public void append(TailEntry entry) {
        if (end - first == ring.capacity()) {
            ring = ring.grown(first, end);
        }
        ChannelHead channel = channels.computeIfAbsent(entry.key(), ChannelHead::new);
        ring.add(new Slot(end, entry, channel, channel.newest()));
        channel.newest(end);
        end = end + 1;
        next = entry.next();
        bytes += entry.weight();
        memory.taken(entry.weight());
    }

    /** By the tail thread only: nothing more below {@code position}, where the last offsets were markers. */
    public void advance(long position) {
        if (position > next) {
            next = position;
        }
    }

    /** By the tail thread only: forgets everything and goes on at a later position, as if it had begun there. */
    public void restart(long position) {
        start = position;
        while (first < end) {
            dropOldest();
        }
        start = position;
        next = position;
    }

    boolean hasSeveral() {
        return end - first > 1;
    }

    long bytes() {
        return bytes;
    }

    /** @return this */
    TailLog dropOldest() {
        long index = first;
        Slot oldest = ring.get(index);
        start = Math.max(start, oldest.entry().next());
        first = index + 1;
        ring.remove(index);
        forgetChannel(oldest.channel(), index);
        bytes -= oldest.entry().weight();
        memory.returned(oldest.entry().weight());
        return this;
    }

    private void forgetChannel(ChannelHead channel, long index) {
        if (channel.newest() == index) {
            channels.remove(channel.key());
        }
    }

    /** Apart from the field, so that {@code end} is looked at before the ring that holds it. */
    private Ring ring() {
        return ring;
    }

    /** What a reader found is whole if the position that it began at is still there now. */
    private Slice checked(long from, Slice.Entries found) {
        return from < start ? new Slice.TooOld(start) : found;
    }
}
