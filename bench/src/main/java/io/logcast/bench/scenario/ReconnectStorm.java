package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.option.UsageError;
import io.logcast.bench.report.Report;
import java.io.IOException;
import java.util.Set;

/** A gateway dies, and all of its clients come back at once, each a little behind. */
final class ReconnectStorm implements Scenario {

    private static final Set<String> RETURNS = Set.of("living", "restarted");

    @Override
    public String name() {
        return "06-reconnect-storm";
    }

    @Override
    public String question() {
        return "How soon has everybody caught up after a gateway's kill -9, and do others suffer?";
    }

    @Override
    public Defaults options() {
        return Defaults.none()
                .with("clients", 10_000)
                .with("behind", 100)
                .with("return-to", "living")
                .with("handshakes", 500)
                .with("live", 200)
                .with("live-rate", 50)
                .with("before-seconds", 10)
                .with("size", 200)
                .with("heap", "1g");
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        if (!RETURNS.contains(setting.options().text("return-to"))) {
            throw new UsageError("--return-to must be living or restarted");
        }
        try (GatewayAlone alone = GatewayAlone.start(setting, 2)) {
            return new StormRun(setting, alone).run();
        }
    }
}
