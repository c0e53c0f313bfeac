package io.logcast.bench.scenario;

import io.logcast.bench.feed.Events;
import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.kafka.DeliveryFeed;
import io.logcast.bench.load.Load;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.load.Reading;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.bench.server.Gateway;
import io.logcast.bench.server.Service;
import io.logcast.json.Json;
import io.logcast.topic.Topics;
import java.io.IOException;
import java.time.Duration;

/**
 * One run of {@link ReconnectStorm}. Those who will be cut follow stream {@code s0} at the gateway that dies; those who live on
 * follow {@code s1} at another, to which the cut ones return, unless a new one is started for them.
 */
final class StormRun {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SILENT_SECONDS = 20;
    private static final int POLL_MILLIS = 20;
    private static final int WARM_UP_CLIENTS = 1000;
    private static final int FIRST_EVENTS = 20;

    private final Setting setting;
    private final GatewayAlone alone;
    private final int clients;
    private final int behind;

    StormRun(Setting setting, GatewayAlone alone) {
        this.setting = setting;
        this.alone = alone;
        this.clients = setting.number("clients");
        this.behind = setting.number("behind");
    }

    Report run() throws IOException, InterruptedException {
        try (Gateway living = another();
                Load storm = Load.start(setting.children(), cut());
                Load live = Load.start(
                        setting.children(),
                        living.subscribers(setting.number("live"), 1).with("path", "/v1/events?stream=s1"))) {
            storm.awaitOpen(setting.console(), PATIENCE);
            live.awaitOpen(setting.console(), PATIENCE);
            warmUp(living);
            try (DeliveryFeed feed = living.deliveries(0);
                    Traffic traffic = Traffic.start(toLive(feed), setting.number("live-rate"))) {
                return storm(storm, live, living);
            }
        }
    }

    private Report storm(Load storm, Load live, Gateway living) throws IOException, InterruptedException {
        Events events = new Events(setting.number("size"), 1);
        append(events, FIRST_EVENTS);
        storm.awaitDeliveries((long) clients * FIRST_EVENTS, SILENT_SECONDS, "first events", setting.console());
        Reading before = calm(live);
        kill(storm);
        append(events, behind);
        try (Gateway refuge = refuge(living)) {
            storm.turnTo(refuge.port());
            long fetched = alone.broker().bytesOut(Topics.DELIVERIES);
            storm.snap();
            live.snap();
            setting.say(
                    "%,d clients return to the %s gateway",
                    clients, setting.options().text("return-to"));
            storm.release();
            storm.awaitDeliveries((long) clients * behind, SILENT_SECONDS, "catching up", setting.console());
            Reading during = live.snap();
            return report(before, during, storm.snap(), alone.broker().bytesOut(Topics.DELIVERIES) - fetched);
        }
    }

    private Reading calm(Load live) throws IOException, InterruptedException {
        live.snap();
        Thread.sleep(setting.number("before-seconds") * 1000L);
        return live.snap();
    }

    private void kill(Load storm) throws IOException, InterruptedException {
        setting.say("kill -9");
        storm.hold();
        alone.gateway().close();
        while (storm.peek().open() > 0) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void append(Events events, int count) {
        try (DeliveryFeed feed = alone.gateway().deliveries(0)) {
            for (int i = 0; i < count; i++) {
                feed.send(0, events.make(0, System.nanoTime()));
            }
            feed.flush();
        }
    }

    private Report report(Reading before, Reading during, Reading storm, long fetched) {
        double seconds = (storm.lastNanos() - storm.connectNanos()) / 1e9;
        long expected = (long) clients * behind;
        Table table = new Table("live clients", "deliveries", "p50 ms", "p99 ms", "max ms", "lost", "doubled");
        row(table, "before", before);
        row(table, "during the storm", during);
        Report report = new Report(table)
                .row(Json.object()
                        .put("clients", clients)
                        .put("deliveries", storm.deliveries())
                        .put("expected", expected)
                        .put("lost", storm.lost())
                        .put("doubled", storm.doubled())
                        .put("disordered", storm.disordered())
                        .put("seconds", seconds)
                        .put("fetchedBytes", fetched)
                        .put("notices", storm.notices().toString()));
        report.remark(String.format(
                "caught up: %,d of %,d deliveries, %d lost, %d doubled, %d out of order; %d connections were refused on the way",
                storm.deliveries(), expected, storm.lost(), storm.doubled(), storm.disordered(), storm.failed()));
        return report.figure("missing", (double) (expected - storm.deliveries()), "deliveries missing")
                .figure("seconds", seconds, "seconds from the first reconnect to the last delivery")
                .figure("fetched megabytes", fetched / 1e6, "MB fetched from Kafka by all gateways meanwhile")
                .figure(
                        "live p99 during/before",
                        during.latency().p99() / before.latency().p99(),
                        "p99 of live clients, during the storm : before");
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

    private LoadSettings cut() {
        return alone.gateway()
                .subscribers(clients, 1)
                .with("reconnect", 0)
                .with("handshakes", setting.number("handshakes"));
    }

    /** Stream 1 only. */
    private OpenLoop toLive(DeliveryFeed feed) {
        return new OpenLoop(feed, new Events(setting.number("size"), 2), () -> 1, setting.console());
    }

    /** A gateway that lives has met subscribers before. */
    private void warmUp(Gateway living) throws IOException, InterruptedException {
        int count = Math.min(WARM_UP_CLIENTS, clients);
        try (Load load = Load.start(setting.children(), living.subscribers(count, 1))) {
            load.awaitOpen(setting.console(), PATIENCE);
        }
    }

    private Gateway refuge(Gateway living) throws IOException, InterruptedException {
        return setting.options().text("return-to").equals("living") ? living : another();
    }

    private Gateway another() throws IOException, InterruptedException {
        return Gateway.start(
                setting.children(),
                alone.broker(),
                Service.Settings.heap(setting.options().text("heap")));
    }
}
