package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.process.JvmFigures;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Floor;
import io.logcast.bench.server.Server;
import java.io.IOException;

/** What the machine gives at best. */
final class FloorAlone implements Scenario {

    @Override
    public String name() {
        return "01-floor";
    }

    @Override
    public String question() {
        return "What does one write per subscriber cost, and nothing else?";
    }

    @Override
    public Defaults options() {
        return FanOut.options().with("subscribers", 1000);
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        try (Server floor = Floor.start(setting.children())) {
            FanOut fanOut = new FanOut(setting, 1, setting.number("subscribers"));
            return new FanOutReport().add(fanOut.run(floor, JvmFigures.UNKNOWN)).report();
        }
    }
}
