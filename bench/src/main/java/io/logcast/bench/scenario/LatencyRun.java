package io.logcast.bench.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.bench.feed.Events;
import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.feed.Published;
import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.EventFeed;
import io.logcast.bench.kafka.Listener;
import io.logcast.bench.kafka.RawFeed;
import io.logcast.bench.load.Latency;
import io.logcast.bench.load.Load;
import io.logcast.bench.load.Reading;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.bench.server.Tenancy;
import io.logcast.bench.server.Trio;
import io.logcast.json.Json;
import io.logcast.topic.Topics;
import java.io.IOException;
import java.time.Duration;

/** One run of {@link EndToEnd}: three ways, one after the other, at the same rate. */
final class LatencyRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SILENT_SECONDS = 5;
    private static final int POLL_MILLIS = 20;

    private final Setting setting;
    private final Broker broker;
    private final Trio trio;
    private final int streams;
    private final Table table = new Table("way", "expected", "missing", "p50 ms", "p90 ms", "p99 ms", "max ms");
    private final Report report = new Report(table);

    LatencyRun(Setting setting, Broker broker, Trio trio) {
        this.setting = setting;
        this.broker = broker;
        this.trio = trio;
        this.streams = setting.number("streams");
    }

    Report run() throws IOException, InterruptedException {
        Latency raw = listen("Kafka, produce to consume", new RawFeed(broker, Broker.RAW), Broker.RAW);
        Latency hop = listen("with the projector between", new EventFeed(broker, Tenancy.TENANT), Topics.DELIVERIES);
        Latency whole = whole();
        return report.figure("p50 whole/hop", whole.p50() / hop.p50(), "p50, HTTP to SSE : Kafka and projector")
                .figure("p99 whole/hop", whole.p99() / hop.p99(), "p99, HTTP to SSE : Kafka and projector")
                .figure("p50 hop/raw", hop.p50() / raw.p50(), "p50, Kafka and projector : Kafka");
    }

    private Latency listen(String what, Feed feed, String topic) throws IOException, InterruptedException {
        try (feed;
                Listener listener = Listener.start(broker, topic)) {
            OpenLoop publisher = publisher(feed);
            hear(publisher, listener, "warming up: " + what, setting.number("warm-up"));
            listener.take();
            Published published = hear(publisher, listener, what, setting.number("seconds"));
            long heard = listener.count();
            return tell(what, published.sent(), heard, Latency.of(listener.take()));
        }
    }

    private Published hear(OpenLoop publisher, Listener listener, String what, int seconds)
            throws IOException, InterruptedException {
        setting.say("%s: %d s", what, seconds);
        Published published = publisher.run(what, setting.number("rate"), seconds);
        long deadline = System.nanoTime() + SILENT_SECONDS * 1_000_000_000L;
        while (listener.count() < published.sent() && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
        return published;
    }

    private Latency whole() throws IOException, InterruptedException {
        int fan = setting.number("per-stream");
        try (Load load = Load.start(setting.children(), trio.subscribers(streams * fan, streams));
                Feed feed = trio.feed()) {
            load.awaitOpen(setting.console(), PATIENCE);
            OpenLoop publisher = publisher(feed);
            follow(publisher, load, fan, "warming up: HTTP to SSE", setting.number("warm-up"));
            load.snap();
            Published published = follow(publisher, load, fan, "HTTP to SSE", setting.number("seconds"));
            Reading reading = load.snap();
            requireFlawless(reading, feed);
            return tell("HTTP to SSE", published.sent() * fan, reading.deliveries(), reading.latency());
        }
    }

    private Published follow(OpenLoop publisher, Load load, int fan, String what, int seconds)
            throws IOException, InterruptedException {
        setting.say("%s: %d s", what, seconds);
        Published published = publisher.run(what, setting.number("rate"), seconds);
        load.awaitDeliveries(published.sent() * fan, SILENT_SECONDS, what, setting.console());
        return published;
    }

    private void requireFlawless(Reading reading, Feed feed) {
        if (!reading.isFlawless() || feed.refused() > 0) {
            report.remark(String.format(
                    "NOT FLAWLESS: %d lost, %d doubled, %d out of order, %d refused by the publisher",
                    reading.lost(), reading.doubled(), reading.disordered(), feed.refused()));
        }
    }

    private OpenLoop publisher(Feed feed) {
        int[] next = {0};
        return new OpenLoop(
                feed, new Events(setting.number("size"), streams), () -> next[0]++ % streams, setting.console());
    }

    private Latency tell(String way, long expected, long came, Latency latency) {
        table.row(
                way,
                expected,
                expected - came,
                latency.p50() / 1e3,
                latency.p90() / 1e3,
                latency.p99() / 1e3,
                latency.max() / 1e3);
        ObjectNode row = Json.object().put("way", way).put("expected", expected).put("missing", expected - came);
        row.set("latencyMicros", latency.toJson());
        report.row(row);
        return latency;
    }
}
