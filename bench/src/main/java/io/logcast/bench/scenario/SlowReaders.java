package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Service;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.util.List;

/** Some stop reading while events pour: what it does to the others, to the heap, and to themselves when they come back. */
final class SlowReaders implements Scenario {

    private static final int RECONNECT_MILLIS = 100;

    @Override
    public String name() {
        return "07-slow-readers";
    }

    @Override
    public String question() {
        return "Do subscribers that stop reading hurt the others, and do they get everything in the end?";
    }

    @Override
    public Defaults options() {
        return Defaults.none()
                .with("subscribers", 1000)
                .with("slow", 100)
                .with("rate", 50_000)
                .with("seconds", 60)
                .with("stall-seconds", 10)
                .with("tail-bytes", 4_000_000)
                .with("warm-up", 10)
                .with("size", 4_000)
                .with("coalesce-us", 1000)
                .with("heap", "1g");
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        try (GatewayAlone alone = GatewayAlone.start(setting, 1, Roles.NONE, settings(setting))) {
            int slow = setting.number("slow");
            SlowRun.Group group = new SlowRun.Group(
                    "the slow ones", alone.gateway().subscribers(slow, 1).with("reconnect", RECONNECT_MILLIS));
            int others = setting.number("subscribers") - slow;
            return new SlowRun(setting, alone, alone.gateway().subscribers(others, 1), List.of(group)).run();
        }
    }

    /** The memory of the gateway is small, so that it is full before the first figure is taken. */
    static Service.Settings settings(Setting setting) {
        return Service.Settings.heap(setting.options().text("heap"))
                .with("LOGCAST_STALL", setting.number("stall-seconds") + "s")
                .with("LOGCAST_TAIL_BYTES", Integer.toString(setting.number("tail-bytes")));
    }
}
