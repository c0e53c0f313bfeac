package io.logcast.bench.scenario;

import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.StreamDefinitions;
import io.logcast.bench.option.Defaults;
import io.logcast.bench.option.UsageError;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Service;
import io.logcast.bench.server.Tenancy;
import io.logcast.bench.server.Trio;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.util.Set;

/** The whole way, beside the parts of it that Kafka alone would need. */
final class EndToEnd implements Scenario {

    private static final Set<String> GUARANTEES = Set.of("exactly_once_v2", "at_least_once");

    @Override
    public String name() {
        return "08-end-to-end";
    }

    @Override
    public String question() {
        return "How long does an event take from HTTP to SSE, and how much of that is Kafka?";
    }

    @Override
    public Defaults options() {
        return Defaults.none()
                .with("rate", 1000)
                .with("seconds", 20)
                .with("warm-up", 20)
                .with("streams", 32)
                .with("per-stream", 1)
                .with("doors", 32)
                .with("guarantee", "exactly_once_v2")
                .with("commit-ms", 20)
                .with("size", 200)
                .with("heap", "512m");
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        String guarantee = setting.options().text("guarantee");
        if (!GUARANTEES.contains(guarantee)) {
            throw new UsageError("--guarantee must be exactly_once_v2 or at_least_once");
        }
        setting.say("starting Kafka and the three services");
        Broker broker = Broker.start(setting.children());
        StreamDefinitions.write(broker, Tenancy.TENANT, setting.number("streams"), Roles.NONE);
        Service.Settings others = Service.Settings.heap(setting.options().text("heap"));
        Service.Settings projection = others.withJvm("-Dlogcast.kafka.properties.processing.guarantee=" + guarantee)
                .with("LOGCAST_PROJECTOR_COMMIT_INTERVAL", setting.number("commit-ms") + "ms");
        try (Trio trio = Trio.start(setting.children(), broker, others, projection, setting.number("doors"))) {
            return new LatencyRun(setting, broker, trio).run();
        }
    }
}
