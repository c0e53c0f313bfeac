package io.logcast.bench.server;

import io.logcast.bench.feed.Feed;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.process.Cpu;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same gateways, spoken to by Socket.IO clients over WebSocket, in the namespace of the tenant. Those who come back remember
 * their session.
 *
 * @param gateways taken in turn by those who connect
 * @param subject whom their tokens name
 */
public record SocketIoGateway(List<Gateway> gateways, String subject) implements Server {

    private static final String EACH_ONE = "subscriber-{i}";
    private static final int SHORTEST_WAIT_MILLIS = 1000;
    private static final int LONGEST_WAIT_MILLIS = 5000;
    private static final int JITTER_PERCENT = 50;

    public SocketIoGateway {
        gateways = List.copyOf(gateways);
    }

    /** Every client is a user of its own. */
    public static SocketIoGateway of(Gateway... gateways) {
        return new SocketIoGateway(List.of(gateways), EACH_ONE);
    }

    /** All clients are the same user. */
    public SocketIoGateway withOneUser() {
        return new SocketIoGateway(gateways, "subscriber");
    }

    @Override
    public String name() {
        return "gateway, socket.io";
    }

    @Override
    public Cpu cpu() {
        return gateways.stream().map(Gateway::cpu).reduce(Cpu.NONE, Cpu::plus);
    }

    @Override
    public LoadSettings subscribers(int connections, int channels) {
        String ports = gateways.stream()
                .map(gateway -> Integer.toString(gateway.port()))
                .collect(Collectors.joining(","));
        return gateways.get(0)
                .subscribers(connections, channels)
                .with("protocol", "socket.io")
                .with("path", "/socket.io/?stream=s{c}")
                .with("namespace", "/" + Tenancy.TENANT.value())
                .with("subject", subject)
                .with("ports", ports);
    }

    /** They come back as socket.io-client does when nobody tells it otherwise. */
    public static LoadSettings returning(LoadSettings subscribers) {
        return subscribers
                .with("reconnect", SHORTEST_WAIT_MILLIS)
                .with("reconnect-max", LONGEST_WAIT_MILLIS)
                .with("jitter", JITTER_PERCENT);
    }

    @Override
    public Feed feed() throws IOException {
        return gateways.get(0).feed();
    }

    @Override
    public void close() {
        gateways.forEach(Gateway::close);
    }
}
