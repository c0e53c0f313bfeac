package io.logcast.gateway.replay;

import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.common.Metric;

/** What has come over the connections of one client: also what was fetched ahead and thrown away again. */
final class ReceivedBytes {

    private final Optional<? extends Metric> total;
    private long last;

    /** @param metrics of a consumer; one that counts no bytes, as in a test, has received none */
    ReceivedBytes(Collection<? extends Metric> metrics) {
        this.total = metrics.stream()
                .filter(metric -> metric.metricName().name().equals("incoming-byte-total"))
                .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
                .findFirst();
    }

    long sinceLast() {
        long now =
                total.map(metric -> ((Number) metric.metricValue()).longValue()).orElse(0L);
        long since = now - last;
        last = now;
        return since;
    }
}
