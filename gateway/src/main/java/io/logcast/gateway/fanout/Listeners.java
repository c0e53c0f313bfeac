package io.logcast.gateway.fanout;

import io.logcast.gateway.tail.TailEntry;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The groups that want one channel, in an array without holes: leaving costs no search, however many there are. */
final class Listeners {

    private Group[] groups = new Group[1];
    private int[] slots = new int[1];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** @param slot which of the group's channels this one is */
    void add(Group group, int slot) {
        if (count == groups.length) {
            groups = Arrays.copyOf(groups, 2 * count);
            slots = Arrays.copyOf(slots, 2 * count);
        }
        put(count++, group, slot);
    }

    void remove(Group group, int slot) {
        int place = group.place(slot);
        count--;
        put(place, groups[count], slots[count]);
        groups[count] = null;
    }

    /**
     * From the last to the first: one that leaves meanwhile does not make another be left out. It may make one come twice,
     * which a group does not mind.
     *
     * @param touched gets those that were offered something for the first time in this sweep
     */
    void offer(TailEntry entry, Head from, List<Group> touched) {
        for (int place = count - 1; place >= 0; place--) {
            Group group = groups[place];
            if (group != null && group.offer(from, entry)) {
                touched.add(group);
            }
        }
    }

    void each(Consumer<Group> what) {
        for (int place = 0; place < count; place++) {
            what.accept(groups[place]);
        }
    }

    private void put(int place, Group group, int slot) {
        groups[place] = group;
        slots[place] = slot;
        group.place(slot, place);
    }
}
