package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.awaitility.Awaitility;

/** What is left of the heap after a collection. */
final class LiveHeap {

    private static final int COLLECTIONS = 3;

    private LiveHeap() {}

    /** What is left for others to clear away, on threads of their own, may take a moment. */
    static void awaitLessThan(long most) {
        Awaitility.await().untilAsserted(() -> assertThat(bytes()).isLessThan(most));
    }

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
