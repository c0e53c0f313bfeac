package io.logcast.bench.scenario;

import io.logcast.bench.load.Reading;
import io.logcast.bench.load.Returns;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.json.Json;

/** What {@link SlowRun} saw: those who read on above, those who stopped below. */
final class SlowReport {

    private final int slowCount;
    private final long heapBefore;
    private final Table table =
            new Table("those who read", "deliveries", "p50 ms", "p99 ms", "max ms", "lost", "doubled");
    private final Report report = new Report(table);
    private long missing;

    SlowReport(int slowCount, long heapBefore) {
        this.slowCount = slowCount;
        this.heapBefore = heapBefore;
    }

    void others(Reading without, Reading with, long heapAfter) {
        row("everybody reads", without);
        row(slowCount + " do not read", with);
        report.figure(
                        "p99 with/without",
                        with.latency().p99() / without.latency().p99(),
                        "p99 of those who read, with slow ones : without")
                .figure("heap after/before", (double) heapAfter / heapBefore, "live heap, at the end : at the start");
        report.row(Json.object().put("heapBefore", heapBefore).put("heapAfter", heapAfter));
    }

    void group(String name, int count, long expected, Reading slow) {
        missing += expected - (slow.deliveries() - slow.doubled());
        report.row(Json.object()
                .put("group", name)
                .put("slow", count)
                .put("deliveries", slow.deliveries())
                .put("expected", expected)
                .put("lost", slow.lost())
                .put("doubled", slow.doubled())
                .put("disordered", slow.disordered())
                .put("closedByServer", slow.closedByServer())
                .put("recovered", slow.returns().recovered())
                .put("fresh", slow.returns().fresh())
                .put("notices", slow.notices().toString()));
        report.remark(String.format(
                "%s: closed by the gateway %d times, said to them: %s; then %,d of %,d deliveries, %d lost, %d doubled%s",
                name,
                slow.closedByServer(),
                slow.notices(),
                slow.deliveries(),
                expected,
                slow.lost(),
                slow.doubled(),
                sessions(slow.returns())));
    }

    /** Subscribers to SSE have none. */
    private static String sessions(Returns returns) {
        return returns.recovered() + returns.fresh() == 0
                ? ""
                : String.format(
                        "; %d times a session was recovered, %d times it was another",
                        returns.recovered(), returns.fresh());
    }

    Report finish() {
        return report.figure("slow missing", (double) missing, "deliveries that the slow ones miss in the end");
    }

    private void row(String name, Reading reading) {
        table.row(
                name,
                reading.deliveries(),
                reading.latency().p50() / 1e3,
                reading.latency().p99() / 1e3,
                reading.latency().max() / 1e3,
                reading.lost(),
                reading.doubled());
    }
}
