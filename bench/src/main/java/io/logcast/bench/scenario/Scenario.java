package io.logcast.bench.scenario;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.report.Report;
import java.util.List;

/** A question about a server, and how it is answered. */
public interface Scenario {

    /** As it is typed, for example {@code 02-one-stream-many}. */
    String name();

    /** The question in one line. */
    String question();

    Defaults options();

    Report run(Setting setting) throws Exception;

    /** In their order. */
    static List<Scenario> all() {
        return List.of(
                new FloorAlone(),
                new OneStreamMany(),
                new ManyStreams(),
                new IdleMemory(),
                new ReplayScenario(),
                new ReconnectStorm(),
                new SlowReaders(),
                new EndToEnd(),
                new Filtered(),
                new WebSocketBroadcast(),
                new RollingRestart(),
                new StalledSockets(),
                new Micro());
    }
}
