package io.logcast.gateway.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.Epoch;
import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cursor that moves: the next offset to read in each of a few partitions. Unlike {@link Cursor} it can be set and
 * written without making an object. Confined to an event loop.
 */
public final class Positions {

    private final byte[] epoch;
    private final int[] partitions;
    private final long[] next;

    private Positions(byte[] epoch, int[] partitions, long[] next) {
        this.epoch = epoch;
        this.partitions = partitions;
        this.next = next;
    }

    public static Positions of(Cursor cursor) {
        return new Positions(
                cursor.epoch().value().getBytes(US_ASCII),
                cursor.positions().keySet().stream().mapToInt(Integer::intValue).toArray(),
                cursor.positions().values().stream().mapToLong(Long::longValue).toArray());
    }

    Positions copy() {
        return new Positions(epoch, partitions, next.clone());
    }

    int size() {
        return next.length;
    }

    long get(int index) {
        return next[index];
    }

    void set(int index, long position) {
        next[index] = position;
    }

    /** Nowhere behind these offsets, by partition. */
    void raise(Map<Integer, Long> least) {
        for (int i = 0; i < next.length; i++) {
            next[i] = Math.max(next[i], least.getOrDefault(partitions[i], 0L));
        }
    }

    /** Grows by one for each record that was passed. */
    long sum() {
        long sum = 0;
        for (long position : next) {
            sum += position;
        }
        return sum;
    }

    /** Whether it is nowhere behind the other, which is of the same partitions. */
    boolean isAtLeast(Positions other) {
        for (int i = 0; i < next.length; i++) {
            if (next[i] < other.next[i]) {
                return false;
            }
        }
        return true;
    }

    public Cursor toCursor() {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        for (int i = 0; i < next.length; i++) {
            positions.put(partitions[i], next[i]);
        }
        return new Cursor(new Epoch(new String(epoch, US_ASCII)), positions);
    }

    /** As {@link Cursor#toString}. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(epoch);
        for (int i = 0; i < next.length; i++) {
            out.writeByte(i == 0 ? ':' : ',');
            writeDecimal(out, partitions[i]);
            out.writeByte('-');
            writeDecimal(out, next[i]);
        }
    }

    @Override
    public String toString() {
        return toCursor().toString();
    }

    /** Without a String in between: this runs for every frame. */
    private static void writeDecimal(ByteBuf out, long number) {
        long divisor = 1;
        while (number / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.writeByte((int) ('0' + number / divisor % 10));
        }
    }
}
