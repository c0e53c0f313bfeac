package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.peer.Peers;
import io.logcast.bench.process.JvmFigures;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Floor;
import io.logcast.bench.server.Server;
import java.io.IOException;

/** The gateway beside the floor, all subscribers on one stream. */
final class OneStreamMany implements Scenario {

    @Override
    public String name() {
        return "02-one-stream-many";
    }

    @Override
    public String question() {
        return "What does a delivery cost when many follow one stream, and how many are there a second?";
    }

    @Override
    public Defaults options() {
        return Peers.options(FanOut.options().with("subscribers", 1000).with("heap", "1g"));
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        setting.peers();
        FanOut fanOut = new FanOut(setting, 1, setting.number("subscribers"));
        FanOut.Result floor = floor(setting, fanOut);
        try (GatewayAlone alone = GatewayAlone.start(setting, 1)) {
            FanOut.Result gateway = alone.run(fanOut);
            alone.close();
            return new FanOutReport()
                    .add(floor)
                    .add(gateway)
                    .compare(floor, gateway)
                    .addPeers(fanOut.peers(), gateway)
                    .report();
        }
    }

    static FanOut.Result floor(Setting setting, FanOut fanOut) throws IOException, InterruptedException {
        try (Server floor = Floor.start(setting.children())) {
            return fanOut.run(floor, JvmFigures.UNKNOWN);
        }
    }
}
