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
    private final Map<ChannelKey, Listeners> listeners = new HashMap<>();
    /** Used again and again: a sweep makes nothing for each group that it touches. */
    private final List<Group> touched = new ArrayList<>();

    private final List<Wording> worded = new ArrayList<>();
    private long position;

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

    /** @param slot which of the group's channels that is */
    void add(ChannelKey channel, Group group, int slot) {
        listeners.computeIfAbsent(channel, none -> new Listeners()).add(group, slot);
    }

    void remove(ChannelKey channel, Group group, int slot) {
        Listeners those = listeners.get(channel);
        those.remove(group, slot);
        if (those.isEmpty()) {
            listeners.remove(channel);
        }
    }

    /** This one has begun to write in this sweep. */
    void worded(Wording wording) {
        worded.add(wording);
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
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).deliver(nanoTime);
        }
        touched.clear();
        worded.forEach(Wording::rest);
        worded.clear();
        position = entries.next();
        return position < log.next();
    }

    private void offer(TailEntry entry) {
        Listeners wanting = listeners.get(entry.key());
        if (wanting != null) {
            wanting.offer(entry, this, touched);
        }
    }

    /** The tail log has dropped what comes next here: everybody has to read it from Kafka. */
    private void strand(long start) {
        Set<Group> all = new LinkedHashSet<>();
        listeners.values().forEach(those -> those.each(all::add));
        all.forEach(Group::leaveBehind);
        position = start;
    }
}
