package io.logcast.gateway.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Things by partition and by the position that they begin at. Guarded by the {@link ReplayDesk}. */
final class Shelf<T> {

    private final Map<Integer, NavigableMap<Long, T>> partitions = new HashMap<>();

    /** The one that begins at the position or closest before it; null if there is none. */
    T at(int partition, long position) {
        NavigableMap<Long, T> all = partitions.get(partition);
        Map.Entry<Long, T> found = all == null ? null : all.floorEntry(position);
        return found == null ? null : found.getValue();
    }

    /** @return what stood there; null if nothing did */
    T put(int partition, long from, T thing) {
        return partitions.computeIfAbsent(partition, none -> new TreeMap<>()).put(from, thing);
    }

    /** Takes away that very thing, if it still stands there. */
    void remove(int partition, long from, T thing) {
        NavigableMap<Long, T> all = partitions.get(partition);
        if (all != null && all.remove(from, thing) && all.isEmpty()) {
            partitions.remove(partition);
        }
    }

    void clear() {
        partitions.clear();
    }
}
