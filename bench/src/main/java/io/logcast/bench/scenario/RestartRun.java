package io.logcast.bench.scenario;

import io.logcast.bench.feed.Events;
import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.StreamDefinitions;
import io.logcast.bench.load.Load;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.load.Reading;
import io.logcast.bench.process.Cpu;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Gateway;
import io.logcast.bench.server.Service;
import io.logcast.bench.server.SocketIoGateway;
import io.logcast.bench.server.Tenancy;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of {@link RollingRestart}. A client connects to the gateways in turn, also to the one that is away: the round robin has
 * no health checks.
 */
final class RestartRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final int SILENT_SECONDS = 15;
    private static final int POLL_MILLIS = 20;
    private static final int GATEWAYS = 2;

    private final Setting setting;
    private final Broker broker;
    private final Service.Settings settings;
    private final List<Gateway> gateways = new ArrayList<>();
    private final RestartReport report = new RestartReport();
    private final int clients;

    private RestartRun(Setting setting, Broker broker) {
        this.setting = setting;
        this.broker = broker;
        this.settings = Service.Settings.heap(setting.options().text("heap"));
        this.clients = setting.number("clients");
    }

    static RestartRun begin(Setting setting) throws IOException, InterruptedException {
        setting.say("starting Kafka and two gateways");
        Broker broker = Broker.start(setting.children());
        StreamDefinitions.write(broker, Tenancy.TENANT, 1, Roles.NONE);
        RestartRun run = new RestartRun(setting, broker);
        for (int i = 0; i < GATEWAYS; i++) {
            run.gateways.add(Gateway.start(setting.children(), broker, run.settings));
        }
        return run;
    }

    Report run() throws IOException, InterruptedException {
        Events events = new Events(setting.number("size"), 1);
        try (Load load = Load.start(setting.children(), clients())) {
            load.awaitOpen(setting.console(), PATIENCE);
            live(load, events);
            long expected = events.next(0) * clients;
            load.awaitDeliveries(expected - report.delivered(), SILENT_SECONDS, "the last ones", setting.console());
            return report.calm("after", load.snap()).finish(expected, clients, load.peek());
        }
    }

    private void live(Load load, Events events) throws IOException, InterruptedException {
        try (Feed feed = gateways.get(0).feed();
                Traffic ignored = traffic(feed, events)) {
            setting.say("%,d clients hear %d events a second", clients, setting.number("live-rate"));
            report.calm("before", after(setting.number("before-seconds"), load));
            for (int i = 0; i < GATEWAYS; i++) {
                RestartReport.Return all = restart(load, i);
                report.restart(i + 1, all, after(setting.number("settle-seconds"), load));
            }
        }
    }

    private Traffic traffic(Feed feed, Events events) {
        return Traffic.start(new OpenLoop(feed, events, () -> 0, setting.console()), setting.number("live-rate"));
    }

    private static Reading after(int seconds, Load load) throws IOException, InterruptedException {
        Thread.sleep(seconds * 1000L);
        return load.snap();
    }

    private RestartReport.Return restart(Load load, int number) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Cpu before = cpuWithout(number);
        stop(gateways.get(number));
        setting.say("gateway %d has ended after %.1f s", number + 1, (System.nanoTime() - begin) / 1e9);
        gateways.set(number, gateways.get(number).again(setting.children(), settings));
        setting.say("gateway %d is ready again after %.1f s", number + 1, (System.nanoTime() - begin) / 1e9);
        Reading reading = awaitAll(load);
        double seconds =
                reading.open() < clients ? Double.NaN : (reading.returns().lastNanos() - begin) / 1e9;
        return new RestartReport.Return(
                seconds, cpuWithout(number).since(before).total());
    }

    /** Of the gateways that stay. */
    private Cpu cpuWithout(int number) {
        return gateways.stream()
                .filter(gateway -> gateway != gateways.get(number))
                .map(Gateway::cpu)
                .reduce(Cpu.NONE, Cpu::plus);
    }

    private void stop(Gateway gateway) throws InterruptedException {
        if (setting.options().number("kill") == 0) {
            gateway.stop(STOP_PATIENCE);
        } else {
            gateway.close();
        }
    }

    private Reading awaitAll(Load load) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Reading reading = load.peek();
        while (reading.open() + reading.failed() < clients && System.nanoTime() < deadline) {
            setting.console().bar(reading.open() + " of " + clients + " are back", (double) reading.open() / clients);
            Thread.sleep(POLL_MILLIS);
            reading = load.peek();
        }
        return reading;
    }

    private LoadSettings clients() {
        SocketIoGateway all = SocketIoGateway.of(gateways.toArray(Gateway[]::new));
        return SocketIoGateway.returning(all.subscribers(clients, 1))
                .with("first", 0)
                .with("handshakes", setting.number("handshakes"))
                .with("coalesce", setting.options().number("coalesce-us"));
    }

    @Override
    public void close() {
        gateways.forEach(Gateway::close);
        broker.child().close();
    }
}
