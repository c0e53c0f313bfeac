package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.report.Report;

/** Two gateways behind a plain round robin, restarted one after the other while events flow. */
final class RollingRestart implements Scenario {

    @Override
    public String name() {
        return "11-rolling-restart";
    }

    @Override
    public String question() {
        return "Do all socket.io clients recover when one gateway after the other is restarted?";
    }

    @Override
    public Defaults options() {
        return Defaults.none()
                .with("clients", 10_000)
                .with("live-rate", 5)
                .with("kill", 0)
                .with("before-seconds", 10)
                .with("settle-seconds", 3)
                .with("handshakes", 10_000)
                .with("coalesce-us", 1000)
                .with("size", 200)
                .with("heap", "1g");
    }

    @Override
    public Report run(Setting setting) throws Exception {
        try (RestartRun run = RestartRun.begin(setting)) {
            return run.run();
        }
    }
}
