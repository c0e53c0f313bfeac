package io.logcast.bench.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.bench.load.Reading;
import io.logcast.bench.load.Returns;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What {@link RestartRun} saw, phase by phase; and all of it together. */
final class RestartReport {

    /**
     * How all came back.
     *
     * @param seconds from the signal until the last client was accepted; NaN if they are not all there
     * @param cpuSeconds of the gateways that stayed, until the other was ready again and all were back
     */
    record Return(double seconds, double cpuSeconds) {

        private static final Return NOBODY_WAS_AWAY = new Return(Double.NaN, Double.NaN);
    }

    private record Phase(String name, boolean restart, Return all, Reading reading) {}

    private final List<Phase> phases = new ArrayList<>();

    RestartReport calm(String name, Reading reading) {
        phases.add(new Phase(name, false, Return.NOBODY_WAS_AWAY, reading));
        return this;
    }

    void restart(int number, Return all, Reading reading) {
        phases.add(new Phase("restart of gateway " + number, true, all, reading));
    }

    /** So far, each counted once. */
    long delivered() {
        return sum(Reading::deliveries) - sum(Reading::doubled);
    }

    Report finish(long expected, int clients, Reading last) {
        Report report = new Report(table());
        for (Phase phase : phases) {
            report.row(json(phase));
        }
        report.remark(String.format(
                "%,d of %,d clients are there in the end; said by the gateways: %s; the last connection failed with: %s",
                last.open(), clients, last.notices(), last.lastFailure()));
        return figures(report, expected, clients - last.open());
    }

    private Table table() {
        Table table = new Table(
                "phase",
                "deliveries",
                "recovered",
                "fresh",
                "in vain",
                "all back s",
                "CPU s of the other",
                "away p50 s",
                "away p99 s",
                "replayed",
                "p50 ms",
                "p99 ms",
                "doubled");
        phases.forEach(phase -> row(table, phase));
        return table;
    }

    private static void row(Table table, Phase phase) {
        Returns returns = phase.reading().returns();
        table.row(
                phase.name(),
                phase.reading().deliveries(),
                returns.recovered(),
                returns.fresh(),
                returns.attempts(),
                phase.all().seconds(),
                phase.all().cpuSeconds(),
                returns.outage().p50() / 1e6,
                returns.outage().p99() / 1e6,
                returns.replayed(),
                phase.reading().latency().p50() / 1e3,
                phase.reading().latency().p99() / 1e3,
                phase.reading().doubled());
    }

    private static ObjectNode json(Phase phase) {
        Reading reading = phase.reading();
        ObjectNode json = Json.object()
                .put("phase", phase.name())
                .put("seconds", finite(phase.all().seconds()))
                .put("cpuSecondsOfOthers", finite(phase.all().cpuSeconds()))
                .put("deliveries", reading.deliveries())
                .put("lost", reading.lost())
                .put("doubled", reading.doubled())
                .put("disordered", reading.disordered());
        json.set("latencyMicros", reading.latency().toJson());
        json.set("returns", reading.returns().toJson());
        return json;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private Report figures(Report report, long expected, int absent) {
        double recovered = sum(reading -> reading.returns().recovered());
        double fresh = sum(reading -> reading.returns().fresh());
        return report.figure("absent", (double) absent, "clients that did not come back")
                .figure("recovered ratio", recovered / (recovered + fresh), "recovered : all that came back")
                .figure("lost", (double) (expected - delivered()), "deliveries lost")
                .figure("doubled", (double) sum(Reading::doubled), "deliveries that came twice")
                .figure("disordered", (double) sum(Reading::disordered), "deliveries out of order")
                .figure("seconds", longest(), "seconds until all were back, from the signal, at worst")
                .figure("p99 during/before", during() / before(), "p99 of those who were connected, during : before");
    }

    private long sum(ToLongFunction<Reading> count) {
        return phases.stream()
                .mapToLong(phase -> count.applyAsLong(phase.reading()))
                .sum();
    }

    private double longest() {
        return restarts().mapToDouble(phase -> phase.all().seconds()).max().orElse(Double.NaN);
    }

    private double during() {
        return restarts()
                .mapToDouble(phase -> phase.reading().latency().p99())
                .max()
                .orElse(Double.NaN);
    }

    private double before() {
        return phases.get(0).reading().latency().p99();
    }

    private Stream<Phase> restarts() {
        return phases.stream().filter(Phase::restart);
    }
}
