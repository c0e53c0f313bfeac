package io.logcast.bench.measure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.bench.feed.Published;
import io.logcast.bench.load.Reading;
import io.logcast.bench.process.Cpu;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What one stretch of publishing showed.
 *
 * @param expected deliveries that had to come
 * @param serverCores processors that the server used
 * @param otherCores processors that were busy with what is none of ours: above {@value #DISTURBED} the figures are noise
 * @param allocatedBytes on the server's heap; NaN if it was not measured
 */
public record Phase(
        Published published,
        Reading reading,
        long expected,
        Cpu serverCpu,
        double serverCores,
        double clientCores,
        double publisherCores,
        double otherCores,
        double allocatedBytes) {

    static final double DISTURBED = 0.2;

    private static final double P99_MICROS = 500_000;
    private static final double TOO_LATE = 0.05;
    private static final double WHOLE_CORE = 0.9;
    private static final double BUSY = 0.3;

    static Phase of(Published published, Reading reading, long expected, Costs costs, double allocated) {
        return new Phase(
                published,
                reading,
                expected,
                costs.server(),
                costs.cores(costs.server().total()),
                costs.cores(costs.client()),
                costs.cores(costs.publisher()),
                costs.cores(costs.others()),
                allocated);
    }

    public double microsPerDelivery() {
        return serverCpu.total() * 1e6 / reading.deliveries();
    }

    public double bytesPerDelivery() {
        return allocatedBytes / reading.deliveries();
    }

    /** From the first publication to the last delivery. */
    public double seconds() {
        return Math.max((reading.lastNanos() - published.startNanos()) / 1e9, published.seconds());
    }

    public double deliveriesPerSecond() {
        return reading.deliveries() / seconds();
    }

    public boolean isDisturbed() {
        return otherCores > DISTURBED;
    }

    /** The figures then say what the client can take, not what the server can give. */
    public boolean isClientBound() {
        return clientCores > WHOLE_CORE || (clientCores > BUSY && clientCores > serverCores);
    }

    /** Why the server did not carry this rate; empty if it did. */
    public List<String> shortcomings() {
        List<String> why = new ArrayList<>();
        addIf(why, !published.isOnTime(), "publisher was held up");
        addIf(why, reading.deliveries() < expected || reading.lost() > 0, "deliveries missing");
        addIf(why, reading.doubled() > 0, "deliveries doubled");
        addIf(why, reading.disordered() > 0, "out of order");
        addIf(why, reading.latency().p99() > P99_MICROS, "p99 above 500 ms");
        addIf(why, seconds() > published.seconds() * (1 + TOO_LATE) + TOO_LATE, "backlog at the end");
        return why;
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("published", published.sent())
                .put("deliveries", reading.deliveries())
                .put("expected", expected)
                .put("missing", expected - reading.deliveries())
                .put("doubled", reading.doubled())
                .put("disordered", reading.disordered())
                .put("seconds", seconds())
                .put("deliveriesPerSecond", deliveriesPerSecond());
        json.put("microsPerDelivery", finite(microsPerDelivery()))
                .put("userShare", finite(serverCpu.userShare()))
                .put("heapBytesPerDelivery", finite(bytesPerDelivery()))
                .put("serverCores", serverCores)
                .put("clientCores", clientCores)
                .put("publisherCores", publisherCores)
                .put("otherCores", otherCores)
                .put("disturbed", isDisturbed())
                .put("clientBound", isClientBound());
        json.set("latencyMicros", reading.latency().toJson());
        return json;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static void addIf(List<String> to, boolean condition, String word) {
        if (condition) {
            to.add(word);
        }
    }
}
