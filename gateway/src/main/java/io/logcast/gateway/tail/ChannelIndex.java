package io.logcast.gateway.tail;

import io.logcast.delivery.ChannelKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Finds the entries of a few channels by their chains, newest first, without looking at the others. */
final class ChannelIndex {

    private final Map<ChannelKey, ChannelHead> channels;
    private final Set<ChannelKey> wanted;
    private long[] found = new long[64];
    private int count;

    ChannelIndex(Map<ChannelKey, ChannelHead> channels, Set<ChannelKey> wanted) {
        this.channels = channels;
        this.wanted = wanted;
    }

    boolean wants(TailEntry entry) {
        return wanted.contains(entry.key());
    }

    /** The indexes from {@code low} to below {@code high}, ascending; null if that takes more than so many steps. */
    long[] between(Ring ring, long low, long high, int steps) {
        int left = steps;
        for (ChannelKey key : wanted) {
            ChannelHead head = channels.get(key);
            left = head == null ? left : follow(ring, head.newest(), low, high, left);
            if (left < 0) {
                return null;
            }
        }
        long[] ascending = Arrays.copyOf(found, count);
        Arrays.sort(ascending);
        return ascending;
    }

    /** @return how many steps are left; negative if they did not suffice, or if the chain was cut meanwhile */
    private int follow(Ring ring, long newest, long low, long high, int steps) {
        int left = steps;
        for (long index = newest; index >= low; left--) {
            Slot slot = left > 0 ? ring.get(index) : null;
            if (slot == null) {
                return -1;
            }
            if (index < high) {
                add(index);
            }
            index = slot.previous();
        }
        return left;
    }

    private void add(long index) {
        if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = index;
    }
}
