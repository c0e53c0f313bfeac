package io.logcast.bench.scenario;

import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.option.Defaults;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Service;
import io.logcast.bench.server.SocketIoGateway;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Some socket.io clients stop reading or polling while events pour: as {@link SlowReaders}, for WebSockets and pollers. */
final class StalledSockets implements Scenario {

    @Override
    public String name() {
        return "12-stalled-sockets";
    }

    @Override
    public String question() {
        return "Do socket.io clients that stop reading or polling hurt the others, and do they get everything in the end?";
    }

    @Override
    public Defaults options() {
        return Defaults.none()
                .with("subscribers", 2000)
                .with("stalled", 100)
                .with("stalled-pollers", 20)
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
        Service.Settings settings = SlowReaders.settings(setting);
        try (GatewayAlone alone = GatewayAlone.start(setting, 1, Roles.NONE, settings)) {
            SocketIoGateway server = SocketIoGateway.of(alone.gateway());
            int stalled = setting.options().number("stalled");
            int pollers = setting.options().number("stalled-pollers");
            List<SlowRun.Group> groups = new ArrayList<>();
            if (stalled > 0) {
                groups.add(new SlowRun.Group("WebSockets", returning(server, stalled)));
            }
            if (pollers > 0) {
                LoadSettings polling = returning(server, pollers).with("protocol", "socket.io-polling");
                groups.add(new SlowRun.Group("pollers", polling));
            }
            int others = setting.number("subscribers") - stalled - pollers;
            return new SlowRun(setting, alone, server.subscribers(others, 1), groups).run();
        }
    }

    private static LoadSettings returning(SocketIoGateway server, int count) {
        return SocketIoGateway.returning(server.subscribers(count, 1));
    }
}
