package io.logcast.gateway.tail;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which partitions are needed here, and by how many event loops. Event loops count themselves in and out; the tail thread
 * reads what is in demand and follows it.
 */
public final class Demand {

    private final AtomicIntegerArray users;
    private final AtomicIntegerArray followed;
    private final Runnable alarm;

    /** @param alarm called when a partition that nobody needed is needed */
    public Demand(int partitions, Runnable alarm) {
        this.users = new AtomicIntegerArray(partitions);
        this.followed = new AtomicIntegerArray(partitions);
        this.alarm = alarm;
    }

    /** Any thread. */
    public void acquire(int partition) {
        if (users.getAndIncrement(partition) == 0) {
            alarm.run();
        }
    }

    /** Any thread, once for each {@link #acquire}. */
    public void release(int partition) {
        users.decrementAndGet(partition);
    }

    /** Whether the tail log of this partition keeps up with its end. */
    public boolean isFollowed(int partition) {
        return followed.get(partition) != 0;
    }

    boolean isNeeded(int partition) {
        return users.get(partition) > 0;
    }

    /** By the tail thread. */
    public void followed(int partition, boolean follows) {
        followed.set(partition, follows ? 1 : 0);
    }
}
