package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.RoleGroups;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.util.stream.IntStream;

/** One stream whose events are each for one group of roles; beside a stream whose events are for everybody. */
final class Filtered implements Scenario {

    @Override
    public String name() {
        return "09-filtered";
    }

    @Override
    public String question() {
        return "What does it cost that an event is not for every subscriber of its stream?";
    }

    @Override
    public Defaults options() {
        return FanOut.options().with("subscribers", 1000).with("groups", 10).with("heap", "1g");
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        int groups = setting.number("groups");
        int subscribers = setting.number("subscribers");
        FanOut everybody = new FanOut(setting, 1, subscribers);
        FanOut toGroups = new FanOut(setting, groups, Math.max(1, subscribers / groups));
        try (GatewayAlone alone = GatewayAlone.start(setting, 1, roles(groups))) {
            FanOut.Result all = alone.run(everybody).named("gateway, for everybody");
            RoleGroups server = new RoleGroups(alone.gateway());
            FanOut.Result some = toGroups.run(server, alone.probe());
            FanOut.Result grouped = some.named("gateway, " + groups + " groups");
            return new FanOutReport()
                    .add(all)
                    .add(grouped)
                    .compare(all, grouped)
                    .report();
        }
    }

    private static Roles roles(int groups) {
        return Roles.of(IntStream.range(0, groups).mapToObj(RoleGroups::role).toList());
    }
}
