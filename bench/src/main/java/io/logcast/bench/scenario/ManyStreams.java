package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.peer.Peers;
import io.logcast.bench.process.JvmFigures;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Floor;
import io.logcast.bench.server.Server;
import java.io.IOException;

/** Few on each of many streams, events spread at random; beside the same number on one stream, and beside the floor. */
final class ManyStreams implements Scenario {

    @Override
    public String name() {
        return "03-many-streams";
    }

    @Override
    public String question() {
        return "What does a delivery cost when each event is for a few?";
    }

    @Override
    public Defaults options() {
        return Peers.options(FanOut.options()
                .with("streams", 1000)
                .with("per-stream", 5)
                .with("subscribers", 1000)
                .with("heap", "1g"));
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        setting.peers();
        int streams = setting.number("streams");
        FanOut one = new FanOut(setting, 1, setting.number("subscribers"));
        FanOut many = new FanOut(setting, streams, setting.number("per-stream"));
        try (GatewayAlone alone = GatewayAlone.start(setting, streams)) {
            FanOut.Result onOne = alone.run(one).named("gateway, 1 stream");
            FanOut.Result onMany = alone.run(many).named("gateway, " + streams + " streams");
            alone.close();
            FanOut.Result floor = floor(setting, many).named("floor, " + streams + " streams");
            return new FanOutReport()
                    .add(onOne)
                    .add(onMany)
                    .add(floor)
                    .compare(onOne, onMany)
                    .compare(floor, onMany)
                    .addPeers(many.peers(), onMany)
                    .report();
        }
    }

    private static FanOut.Result floor(Setting setting, FanOut many) throws IOException, InterruptedException {
        try (Server floor = Floor.start(setting.children())) {
            return many.run(floor, JvmFigures.UNKNOWN);
        }
    }
}
