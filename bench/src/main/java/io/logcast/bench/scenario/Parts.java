package io.logcast.bench.scenario;

import io.logcast.bench.process.ProcFigures;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides connections among processes: each has its limit of descriptors, and an address has 28,000 ports.
 *
 * @param sizes connections of each part
 */
record Parts(List<Integer> sizes) {

    private static final int PORTS = 25_000;
    /** For jars, logs and Kafka. */
    private static final int OTHER_DESCRIPTORS = 1_000;

    Parts {
        sizes = List.copyOf(sizes);
    }

    static Parts ofServer(int connections) {
        return of(connections, ProcFigures.descriptorLimit() - OTHER_DESCRIPTORS);
    }

    static Parts ofClient(int connections) {
        return of(connections, Math.min(PORTS, ProcFigures.descriptorLimit() - OTHER_DESCRIPTORS));
    }

    /** As few as possible, of about the same size. */
    static Parts of(int connections, int most) {
        int count = (connections + most - 1) / most;
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sizes.add(connections / count + (i < connections % count ? 1 : 0));
        }
        return new Parts(sizes);
    }

    /** The address from which part {@code i} connects; empty if it does not matter. */
    String source(int i) {
        return sizes.size() == 1 ? "" : "127.0.0." + (i + 1);
    }
}
