package io.logcast.bench.scenario;

import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.StreamDefinitions;
import io.logcast.bench.load.Load;
import io.logcast.bench.option.Defaults;
import io.logcast.bench.process.ProcFigures;
import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.bench.server.Gateway;
import io.logcast.bench.server.Service;
import io.logcast.bench.server.Tenancy;
import io.logcast.json.Json;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections that wait, each with a token, and what they cost while nothing happens. */
final class IdleMemory implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WARM_UP = 1000;
    private static final int SETTLE_MILLIS = 3000;
    private static final double KILOBYTE = 1024;

    @Override
    public String name() {
        return "04-idle-memory";
    }

    @Override
    public String question() {
        return "How much memory does a connection cost that waits?";
    }

    @Override
    public Defaults options() {
        return Defaults.none().with("connections", 10_000).with("heap", "512m").with("idle-seconds", 10);
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        int connections = setting.number("connections");
        Parts servers = Parts.ofServer(connections);
        Parts clients = servers.sizes().size() > 1 ? servers : Parts.ofClient(connections);
        setting.say(
                "%,d connections: %d gateway(s), %d load client(s); a process may have %,d descriptors here",
                connections, servers.sizes().size(), clients.sizes().size(), ProcFigures.descriptorLimit());
        List<Gateway> gateways = gateways(setting, servers.sizes().size());
        warmUp(setting, gateways, Math.min(WARM_UP, connections));
        IdleFigures before = IdleFigures.of(gateways);
        List<Load> loads = connect(setting, gateways, clients);
        Report report = measure(setting, gateways, loads, before);
        loads.forEach(Load::close);
        return report;
    }

    /** The heap is touched beforehand: what the process grows by is then outside of it, and what is alive in it is counted. */
    private static List<Gateway> gateways(Setting setting, int count) throws IOException, InterruptedException {
        Broker broker = Broker.start(setting.children());
        StreamDefinitions.write(broker, Tenancy.TENANT, 1, Roles.NONE);
        Service.Settings settings = Service.Settings.heap(setting.options().text("heap"))
                .withJvm("-Xms" + setting.options().text("heap"))
                .withJvm("-XX:+AlwaysPreTouch");
        List<Gateway> gateways = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gateways.add(Gateway.start(setting.children(), broker, settings));
        }
        return gateways;
    }

    /** What is there once, whatever the number of connections. */
    private static void warmUp(Setting setting, List<Gateway> gateways, int connections)
            throws IOException, InterruptedException {
        for (Gateway gateway : gateways) {
            try (Load load = Load.start(setting.children(), gateway.subscribers(connections, 1))) {
                load.awaitOpen(setting.console(), PATIENCE);
            }
        }
        Thread.sleep(SETTLE_MILLIS);
    }

    private static List<Load> connect(Setting setting, List<Gateway> gateways, Parts parts)
            throws IOException, InterruptedException {
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < parts.sizes().size(); i++) {
            Gateway gateway = gateways.get(i % gateways.size());
            Load load = Load.start(
                    setting.children(),
                    gateway.subscribers(parts.sizes().get(i), 1).with("source", parts.source(i)));
            loads.add(load.awaitOpen(setting.console(), PATIENCE));
        }
        Thread.sleep(SETTLE_MILLIS);
        return loads;
    }

    private static Report measure(Setting setting, List<Gateway> gateways, List<Load> loads, IdleFigures before)
            throws IOException, InterruptedException {
        IdleFigures after = IdleFigures.of(gateways);
        double cpu = idleCores(gateways, setting.number("idle-seconds"));
        int open = 0;
        for (Load load : loads) {
            open += load.peek().open();
        }
        return report(setting.number("connections"), open, after.since(before), cpu);
    }

    private static double idleCores(List<Gateway> gateways, int seconds) throws InterruptedException {
        double before =
                gateways.stream().mapToDouble(gateway -> gateway.cpu().total()).sum();
        Thread.sleep(seconds * 1000L);
        return (gateways.stream().mapToDouble(gateway -> gateway.cpu().total()).sum() - before) / seconds;
    }

    private static Report report(int wanted, int open, IdleFigures grown, double idleCores) {
        double outside = grown.pssBytes() / KILOBYTE / open;
        double heap = grown.heapBytes() / KILOBYTE / open;
        Table table = new Table(
                "connections", "open", "KB outside heap", "KB heap", "KB each", "kernel KB, both ends", "idle cores");
        table.row("gateway", open, outside, heap, outside + heap, grown.kernelBytes() / KILOBYTE / open, idleCores);
        return new Report(table)
                .row(Json.object()
                        .put("wanted", wanted)
                        .put("open", open)
                        .put("pssBytes", grown.pssBytes())
                        .put("liveHeapBytes", grown.heapBytes())
                        .put("kernelTcpBytes", grown.kernelBytes())
                        .put("idleCores", idleCores))
                .figure("kilobytes per connection", outside + heap, "process memory per connection, KB")
                .figure("connections open", open, "connections that stayed open, of " + wanted);
    }
}
