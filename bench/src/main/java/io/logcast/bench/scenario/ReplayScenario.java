package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.report.Report;
import java.io.IOException;

/** What is past: from the gateway's memory, and from Kafka beside a bare consumer. */
final class ReplayScenario implements Scenario {

    @Override
    public String name() {
        return "05-replay";
    }

    @Override
    public String question() {
        return "How quickly do clients catch up, from memory and from Kafka?";
    }

    @Override
    public Defaults options() {
        return Defaults.none()
                .with("retained", 10_000)
                .with("clients", 50)
                .with("events", 1_000_000)
                .with("shared-events", 200_000)
                .with("size", 200)
                .with("rounds", 5)
                .with("heap", "1g");
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        try (GatewayAlone alone = GatewayAlone.start(setting, 1)) {
            ReplayRun run = new ReplayRun(setting, alone);
            run.fromMemory();
            run.fromKafka();
            return run.report();
        }
    }
}
