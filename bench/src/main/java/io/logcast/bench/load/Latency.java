package io.logcast.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import org.HdrHistogram.Histogram;

/**
 * Percentiles, in microseconds; all 0 if nothing was measured.
 *
 * @param p50 half of them took at most that
 */
public record Latency(long count, double p50, double p90, double p99, double max) {

    public static Latency of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return new Latency(0, 0, 0, 0, 0);
        }
        return new Latency(
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(90) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getMaxValue() / 1e3);
    }

    public ObjectNode toJson() {
        return Json.object()
                .put("count", count)
                .put("p50", p50)
                .put("p90", p90)
                .put("p99", p99)
                .put("max", max);
    }

    static Latency parse(JsonNode json) {
        return new Latency(
                json.get("count").longValue(),
                json.get("p50").doubleValue(),
                json.get("p90").doubleValue(),
                json.get("p99").doubleValue(),
                json.get("max").doubleValue());
    }
}
