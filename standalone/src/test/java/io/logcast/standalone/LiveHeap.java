package io.logcast.standalone;

import java.lang.management.ManagementFactory;

/** What is left of the heap after a collection. */
final class LiveHeap {

    private static final int COLLECTIONS = 3;

    private LiveHeap() {}

    static long bytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
