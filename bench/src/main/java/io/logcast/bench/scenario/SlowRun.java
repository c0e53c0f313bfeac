package io.logcast.bench.scenario;

import io.logcast.bench.feed.Events;
import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.load.Load;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.load.Reading;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.json.Json;
import java.io.IOException;
import java.time.Duration;

/** One run of {@link SlowReaders}: two load clients, of which one stops reading. */
final class SlowRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SILENT_SECONDS = 15;
    private static final int RECONNECT_MILLIS = 100;
    /** Small, so that what a stopped reader leaves behind is the server's affair soon. */
    private static final int RECEIVE_BUFFER = 16 * 1024;

    private final Setting setting;
    private final GatewayAlone alone;
    private final int slowCount;
    private final int quickCount;

    SlowRun(Setting setting, GatewayAlone alone) {
        this.setting = setting;
        this.alone = alone;
        this.slowCount = setting.number("slow");
        this.quickCount = setting.number("subscribers") - slowCount;
    }

    Report run() throws IOException, InterruptedException {
        try (Load quick = Load.start(setting.children(), settings(quickCount));
                Load slow = Load.start(
                        setting.children(),
                        settings(slowCount)
                                .with("reconnect", RECONNECT_MILLIS)
                                .with("receive-buffer", RECEIVE_BUFFER));
                Feed feed = alone.gateway().feed()) {
            quick.awaitOpen(setting.console(), PATIENCE);
            slow.awaitOpen(setting.console(), PATIENCE);
            return measure(quick, slow, feed);
        }
    }

    private Report measure(Load quick, Load slow, Feed feed) throws IOException, InterruptedException {
        Events events = new Events(setting.number("size"), 1);
        OpenLoop publisher = new OpenLoop(feed, events, () -> 0, setting.console());
        firehose("warming up", publisher, quick, slow, setting.number("warm-up"));
        Reading without = firehose("everybody reads", publisher, quick, slow, setting.number("seconds"));
        long heapBefore = alone.probe().liveHeapBytes();
        slow.snap();
        long first = events.next(0);
        slow.pause();
        Reading with = firehose(slowCount + " do not read", publisher, quick, null, setting.number("seconds"));
        long heapAfter = alone.probe().liveHeapBytes();
        slow.resume();
        long expected = (events.next(0) - first) * slowCount;
        slow.awaitDeliveries(expected, SILENT_SECONDS, "the slow ones catch up", setting.console());
        return report(without, with, slow.snap(), expected, heapBefore, heapAfter);
    }

    /** @param slow null if they do not read, and are not waited for */
    private Reading firehose(String what, OpenLoop publisher, Load quick, Load slow, int seconds)
            throws IOException, InterruptedException {
        setting.say("%s: %d s", what, seconds);
        quick.snap();
        double rate = (double) setting.number("rate") / (quickCount + slowCount);
        long sent = publisher.run(what, rate, seconds).sent();
        quick.awaitDeliveries(sent * quickCount, SILENT_SECONDS, what, setting.console());
        if (slow != null) {
            slow.awaitDeliveries(sent * slowCount, SILENT_SECONDS, what, setting.console());
            slow.snap();
        }
        return quick.snap();
    }

    private Report report(Reading without, Reading with, Reading slow, long expected, long heapBefore, long heapAfter) {
        Table table = new Table("those who read", "deliveries", "p50 ms", "p99 ms", "max ms", "lost", "doubled");
        row(table, "everybody reads", without);
        row(table, slowCount + " do not read", with);
        Report report = new Report(table)
                .row(Json.object()
                        .put("slow", slowCount)
                        .put("deliveries", slow.deliveries())
                        .put("expected", expected)
                        .put("lost", slow.lost())
                        .put("doubled", slow.doubled())
                        .put("disordered", slow.disordered())
                        .put("closedByServer", slow.closedByServer())
                        .put("notices", slow.notices().toString())
                        .put("heapBefore", heapBefore)
                        .put("heapAfter", heapAfter));
        report.remark(String.format(
                "the slow ones: closed by the gateway %d times, said to them: %s; then %,d of %,d deliveries, %d lost, %d doubled",
                slow.closedByServer(), slow.notices(), slow.deliveries(), expected, slow.lost(), slow.doubled()));
        return report.figure(
                        "slow missing",
                        (double) (expected - slow.deliveries()),
                        "deliveries that the slow ones miss in the end")
                .figure(
                        "p99 with/without",
                        with.latency().p99() / without.latency().p99(),
                        "p99 of those who read, with slow ones : without")
                .figure("heap after/before", (double) heapAfter / heapBefore, "live heap, at the end : at the start");
    }

    private static void row(Table table, String name, Reading reading) {
        table.row(
                name,
                reading.deliveries(),
                reading.latency().p50() / 1e3,
                reading.latency().p99() / 1e3,
                reading.latency().max() / 1e3,
                reading.lost(),
                reading.doubled());
    }

    private LoadSettings settings(int count) {
        return alone.gateway()
                .subscribers(count, 1)
                .with("coalesce", setting.options().number("coalesce-us"));
    }
}
