package io.logcast.gateway.replay;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The blocks at hand, bounded in bytes together with those that are being read: the one that was not used for the
 * longest time goes first. The newest stays even if it alone is too large, for many may be about to ask for it.
 * Guarded by the {@link ReplayDesk}.
 */
final class BlockCache {

    private record Place(int partition, long from) {

        static Place of(Block block) {
            return new Place(block.partition(), block.from());
        }
    }

    private final long limit;
    private final Shelf<Block> blocks = new Shelf<>();
    private final Map<Place, Block> used = new LinkedHashMap<>(64, 0.75f, true);
    private long kept;
    private long reserved;

    BlockCache(long limit) {
        this.limit = limit;
    }

    /** The block that covers the position; null if there is none. From now on it counts as the one used last. */
    Block find(int partition, long position) {
        Block found = blocks.at(partition, position);
        return found != null && found.covers(position) ? used.get(Place.of(found)) : null;
    }

    /** In place of the one that began there, if there was one: that was read earlier and reached less far. */
    void add(Block block) {
        blocks.put(block.partition(), block.from(), block);
        Block replaced = used.put(Place.of(block), block);
        kept += block.weight() - (replaced == null ? 0 : replaced.weight());
        shrinkTo(1);
    }

    /** Makes room for a block that is about to be read. */
    void reserve() {
        reserved += Block.FULL;
        shrinkTo(0);
    }

    void release() {
        reserved -= Block.FULL;
    }

    void clear() {
        blocks.clear();
        used.clear();
        kept = 0;
    }

    long bytes() {
        return kept;
    }

    private void shrinkTo(int fewest) {
        Iterator<Block> oldest = used.values().iterator();
        while (kept + reserved > limit && used.size() > fewest) {
            Block dropped = oldest.next();
            oldest.remove();
            blocks.remove(dropped.partition(), dropped.from(), dropped);
            kept -= dropped.weight();
        }
    }
}
