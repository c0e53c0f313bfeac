package io.logcast.bench.scenario;

import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.StreamDefinitions;
import io.logcast.bench.option.Defaults;
import io.logcast.bench.peer.Peers;
import io.logcast.bench.process.JvmProbe;
import io.logcast.bench.report.Report;
import io.logcast.bench.server.Gateway;
import io.logcast.bench.server.Server;
import io.logcast.bench.server.Service;
import io.logcast.bench.server.SocketIoGateway;
import io.logcast.bench.server.Tenancy;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Socket.IO over WebSocket, beside our own SSE and beside Node's socket.io. Each has a gateway that has done nothing else. */
final class WebSocketBroadcast implements Scenario {

    @Override
    public String name() {
        return "10-websocket-broadcast";
    }

    @Override
    public String question() {
        return "What does a delivery to a socket.io client cost, beside SSE and beside Node?";
    }

    @Override
    public Defaults options() {
        return Peers.options(FanOut.options()
                        .with("subscribers", 2000)
                        .with("one-user", 0)
                        .with("heap", "1g"))
                .with("peers", "socket.io");
    }

    @Override
    public Report run(Setting setting) throws IOException, InterruptedException {
        setting.peers();
        FanOut fanOut = new FanOut(setting, 1, setting.number("subscribers"));
        Broker broker = Broker.start(setting.children());
        StreamDefinitions.write(broker, Tenancy.TENANT, 1, Roles.NONE);
        FanOut.Result events = measure(setting, broker, fanOut, gateway -> gateway);
        FanOut.Result sockets = measure(setting, broker, fanOut, sockets(setting));
        broker.child().close();
        List<FanOut.Result> peers = fanOut.peers().stream()
                .map(peer -> peer.named("peer " + peer.server()))
                .toList();
        return report(events.named("gateway, SSE"), sockets, peers);
    }

    private static FanOut.Result measure(Setting setting, Broker broker, FanOut fanOut, Function<Gateway, Server> door)
            throws IOException, InterruptedException {
        setting.say("starting a gateway");
        Service.Settings settings = Service.Settings.heap(setting.options().text("heap"));
        try (Gateway gateway = Gateway.start(setting.children(), broker, settings);
                JvmProbe probe = gateway.probe()) {
            return fanOut.run(door.apply(gateway), probe);
        }
    }

    private static Function<Gateway, Server> sockets(Setting setting) {
        return setting.options().number("one-user") == 0
                ? SocketIoGateway::of
                : gateway -> SocketIoGateway.of(gateway).withOneUser();
    }

    private static Report report(FanOut.Result events, FanOut.Result sockets, List<FanOut.Result> peers) {
        return new FanOutReport()
                .add(events)
                .add(sockets)
                .compare(events, sockets)
                .addPeers(peers, sockets)
                .heap(sockets)
                .remark("the aims: at most 1.2 times what SSE costs, 0.6 times what Node costs, and 64 bytes of heap")
                .report();
    }
}
