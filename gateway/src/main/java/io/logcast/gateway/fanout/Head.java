package io.logcast.gateway.fanout;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.TailLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the live subscribers of one event loop are in one partition, and which of them want which channel. None of them
 * has a position of its own: when the head moves, all have moved.
 */
final class Head {

    private final TailLog log;
    private final Map<ChannelKey, List<Group>> groups = new HashMap<>();
    private final Set<Group> touched = new LinkedHashSet<>();
    private long position;
    private int users;

    Head(TailLog log) {
        this.log = log;
        this.position = log.next();
    }

    TailLog log() {
        return log;
    }

    long position() {
        return position;
    }

    /** What these channels have from the position on, up to where the live ones are. */
    Slice read(long from, Set<ChannelKey> channels) {
        return log.read(from, position, channels);
    }

    void add(Group group, Set<ChannelKey> channels) {
        users++;
        channels.forEach(
                key -> groups.computeIfAbsent(key, none -> new ArrayList<>(1)).add(group));
    }

    /** @return whether nobody is left */
    boolean remove(Group group, Set<ChannelKey> channels) {
        channels.forEach(key -> groups.computeIfPresent(key, (same, those) -> without(those, group)));
        return --users == 0;
    }

    /**
     * Moves to the newest entry that the tail log has, or a slice further, and hands what comes on the way to those who
     * want it.
     *
     * @return whether there is more
     */
    boolean sweep(long nanoTime) {
        Slice slice = log.read(position);
        if (slice instanceof Slice.TooOld old) {
            strand(old.start());
            return true;
        }
        Slice.Entries entries = (Slice.Entries) slice;
        entries.entries().forEach(this::offer);
        touched.forEach(group -> group.attempt(() -> group.deliver(nanoTime)));
        touched.clear();
        position = entries.next();
        return position < log.next();
    }

    private void offer(TailEntry entry) {
        List<Group> wanting = groups.get(entry.key());
        if (wanting == null) {
            return;
        }
        for (Group group : wanting) {
            group.attempt(() -> {
                if (group.offer(this, entry)) {
                    touched.add(group);
                }
            });
        }
    }

    /** The tail log has dropped what comes next here: everybody has to read it from Kafka. */
    private void strand(long start) {
        Set<Group> all = new LinkedHashSet<>();
        groups.values().forEach(all::addAll);
        all.forEach(Group::leaveBehind);
        position = start;
    }

    private static List<Group> without(List<Group> groups, Group group) {
        groups.remove(group);
        return groups.isEmpty() ? null : groups;
    }
}
