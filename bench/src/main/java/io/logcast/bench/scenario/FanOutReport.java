package io.logcast.bench.scenario;

import io.logcast.bench.measure.Phase;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import java.util.List;

/** Results of several servers side by side, and the ratios of some of them. */
final class FanOutReport {

    private final Table table = new Table(
            "server",
            "rate",
            "µs/delivery",
            "user",
            "heap B",
            "p50 ms",
            "p99 ms",
            "client µs",
            "cores: server",
            "client",
            "others");
    private final Report report = new Report(table);

    FanOutReport add(FanOut.Result result) {
        addRow(result.server() + " fixed", result.fixed());
        result.saturated().ifPresent(phase -> addRow(result.server() + " saturated", phase));
        report.row(result.toJson());
        report.remark(String.format(
                "%s uses %.3f cores while nothing is published: %.1f µs of each delivery at the fixed rate",
                result.server(),
                result.idleCores(),
                result.idleCores() * 1e6 / result.fixed().deliveriesPerSecond()));
        warn(result);
        return this;
    }

    /** Peers are compared the other way round: so many times what they do. */
    FanOutReport addPeers(List<FanOut.Result> peers, FanOut.Result ours) {
        peers.forEach(this::add);
        peers.forEach(peer -> compare(peer, ours));
        return this;
    }

    /** What is allocated on the heap for a delivery. */
    FanOutReport heap(FanOut.Result result) {
        report.figure(
                result.server() + " heap fixed",
                result.fixed().bytesPerDelivery(),
                result.server() + ", bytes of heap per delivery at the fixed rate");
        result.saturated()
                .ifPresent(phase -> report.figure(
                        result.server() + " heap saturated",
                        phase.bytesPerDelivery(),
                        result.server() + ", bytes of heap per delivery at saturation"));
        return this;
    }

    FanOutReport remark(String line) {
        report.remark(line);
        return this;
    }

    Report report() {
        return report;
    }

    private void addRow(String name, Phase phase) {
        table.row(
                name,
                phase.deliveriesPerSecond(),
                phase.microsPerDelivery(),
                percent(phase.serverCpu().userShare()),
                phase.bytesPerDelivery(),
                phase.reading().latency().p50() / 1e3,
                phase.reading().latency().p99() / 1e3,
                phase.clientCores() * phase.seconds() * 1e6 / phase.reading().deliveries(),
                phase.serverCores(),
                phase.clientCores(),
                phase.otherCores());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : Math.round(share * 100) + " %";
    }

    private void warn(FanOut.Result result) {
        warn(result.server() + " at the fixed rate", result.fixed());
        result.saturated().ifPresent(phase -> warn(result.server() + " at saturation", phase));
        if (!result.fixed().shortcomings().isEmpty()) {
            report.remark(result.server() + " at the fixed rate: "
                    + String.join(", ", result.fixed().shortcomings()));
        }
    }

    private void warn(String where, Phase phase) {
        if (phase.isClientBound()) {
            report.remark(
                    where + ": the load client was the bottleneck: it used a whole core, or more than the server");
        }
        if (phase.isDisturbed()) {
            report.remark(where + ": disturbed, others used the machine");
        }
    }

    /** Adds the ratios of one to another. */
    FanOutReport compare(FanOut.Result base, FanOut.Result other) {
        String key = other.server() + "/" + base.server() + " ";
        report.figure(
                key + "micros fixed",
                other.fixed().microsPerDelivery() / base.fixed().microsPerDelivery(),
                other.server() + " : " + base.server() + ", CPU per delivery at the fixed rate");
        if (base.saturated().isPresent() && other.saturated().isPresent()) {
            Phase low = base.saturated().get();
            Phase high = other.saturated().get();
            report.figure(
                    key + "micros saturated",
                    high.microsPerDelivery() / low.microsPerDelivery(),
                    other.server() + " : " + base.server() + ", CPU per delivery at saturation");
            report.figure(
                    key + "rate saturated",
                    high.deliveriesPerSecond() / low.deliveriesPerSecond(),
                    other.server() + " : " + base.server() + ", deliveries/s at saturation");
        }
        return this;
    }
}
