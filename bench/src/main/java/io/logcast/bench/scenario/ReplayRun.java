package io.logcast.bench.scenario;

import io.logcast.bench.feed.Events;
import io.logcast.bench.kafka.BareReader;
import io.logcast.bench.kafka.DeliveryFeed;
import io.logcast.bench.load.Load;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.bench.server.Gateway;
import io.logcast.bench.server.Service;
import io.logcast.json.Json;
import io.logcast.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** One run of {@link ReplayScenario}: the log grows, and is read in one way after the other. */
final class ReplayRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BULK_LINGER_MILLIS = 5;
    private static final int KAFKA_ROUNDS = 5;
    private static final int POLL_MILLIS = 20;
    private static final double MEGABYTE = 1e6;

    private final Setting setting;
    private final GatewayAlone alone;
    private final Table table = new Table("replay", "events", "events/s", "seconds", "µs/event", "fetched MB");
    private final Report report = new Report(table);
    private ReplayLog log;

    ReplayRun(Setting setting, GatewayAlone alone) {
        this.setting = setting;
        this.alone = alone;
    }

    Report report() {
        return report;
    }

    /** A live subscriber keeps the gateway's memory filled. */
    void fromMemory() throws IOException, InterruptedException {
        try (Load live = Load.start(setting.children(), alone.gateway().subscribers(1, 1))) {
            live.awaitOpen(setting.console(), PATIENCE);
            log = new ReplayLog(feed(), new Events(setting.number("size"), 1), setting.console(), firstId(live));
            log.append(setting.number("retained"));
            awaitDeliveries(live, log.size());
            int clients = setting.number("clients");
            Replay replay = new Replay(setting.console(), clients, log.size(), setting.number("rounds"));
            Measured measured = measure("memory, " + clients + " clients", replay, alone.gateway(), 0);
            report.figure("memory events per second", measured.replay().eventsPerSecond(), "from memory, events/s");
        }
    }

    /** A gateway that has never seen the events. */
    void fromKafka() throws IOException, InterruptedException {
        int events = setting.number("events");
        setting.say("writing %,d events", events);
        log.append(events);
        alone.gateway().close();
        Service.Settings settings = Service.Settings.heap(setting.options().text("heap"));
        try (Gateway fresh = Gateway.start(setting.children(), alone.broker(), settings)) {
            besideBareReader(fresh, events);
            shared(fresh, Math.min(events, setting.number("shared-events")));
        }
    }

    private void besideBareReader(Gateway gateway, long events) throws IOException, InterruptedException {
        double bare = bare(events);
        Replay one = new Replay(setting.console(), 1, events, KAFKA_ROUNDS);
        Measured measured = measure("Kafka, 1 client", one, gateway, log.size() - events);
        report.figure(
                "kafka/bare rate",
                measured.replay().eventsPerSecond() / bare,
                "from Kafka, 1 client : bare consumer that frames, events/s");
    }

    private void shared(Gateway gateway, long events) throws IOException, InterruptedException {
        int clients = setting.number("clients");
        long from = log.size() - events;
        Measured one = measure("Kafka, 1 client again", new Replay(setting.console(), 1, events, 1), gateway, from);
        Measured all = measure(
                "Kafka, " + clients + " clients", new Replay(setting.console(), clients, events, 1), gateway, from);
        report.figure(
                "fetched bytes shared/one",
                (double) all.fetched() / one.fetched(),
                "bytes fetched from Kafka, " + clients + " clients at once : 1 client");
    }

    private double bare(long events) {
        BareReader reader = new BareReader(alone.broker());
        TopicPartition partition = new TopicPartition(Topics.DELIVERIES, log.partition());
        double seconds = Double.MAX_VALUE;
        for (int i = 0; i < KAFKA_ROUNDS; i++) {
            seconds = Math.min(seconds, reader.read(partition, log.offset(log.size() - events), events));
        }
        table.row("bare KafkaConsumer", events, events / seconds, seconds, null, null);
        report.row(Json.object().put("replay", "bare KafkaConsumer").put("eventsPerSecond", events / seconds));
        return events / seconds;
    }

    /** @param fetched bytes that the broker sent for one round */
    private record Measured(Replay.Result replay, long fetched) {}

    private Measured measure(String what, Replay replay, Gateway gateway, long from)
            throws IOException, InterruptedException {
        long before = alone.broker().bytesOut(Topics.DELIVERIES);
        try (Load load = Load.start(setting.children(), log.from(gateway.subscribers(replay.clients(), 1), from))) {
            Replay.Result result = replay.run(what, gateway, load);
            long fetched = (alone.broker().bytesOut(Topics.DELIVERIES) - before) / replay.rounds();
            tell(result, fetched);
            return new Measured(result, fetched);
        }
    }

    private void tell(Replay.Result result, long fetched) {
        table.row(
                result.what(),
                result.reading().deliveries(),
                result.eventsPerSecond(),
                result.seconds(),
                result.microsPerEvent(),
                fetched / MEGABYTE);
        report.row(result.toJson().put("fetchedBytes", fetched));
        if (!result.isComplete()) {
            report.remark(result.what() + ": INCOMPLETE, " + result.reading().deliveries() + " of "
                    + result.expected() + " events, " + result.reading().lost() + " lost, "
                    + result.reading().doubled() + " doubled");
        }
        if (result.isClientBound()) {
            report.remark(result.what() + ": the load client was the bottleneck");
        }
    }

    private DeliveryFeed feed() {
        return alone.gateway().deliveries(BULK_LINGER_MILLIS);
    }

    private static String firstId(Load live) throws IOException, InterruptedException {
        String id = live.peek().id();
        while (id.isEmpty()) {
            Thread.sleep(POLL_MILLIS);
            id = live.peek().id();
        }
        return id;
    }

    private static void awaitDeliveries(Load live, long count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (live.peek().deliveries() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "a live subscriber got only " + live.peek().deliveries() + " of " + count);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
