package io.logcast.bench.server;

import io.logcast.bench.feed.Feed;
import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.DeliveryFeed;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.process.Child;
import io.logcast.bench.process.Children;
import io.logcast.bench.process.Cpu;
import io.logcast.bench.process.JvmProbe;
import io.logcast.embedded.port.Ports;
import io.logcast.gateway.app.GatewayApplication;
import io.logcast.stream.Roles;
import java.io.IOException;
import java.time.Duration;

/** A gateway in its own process. */
public final class Gateway implements Server {

    private final Broker broker;
    private final Child child;
    private final Service service;

    private Gateway(Broker broker, Child child, Service service) {
        this.broker = broker;
        this.child = child;
        this.service = service;
    }

    /** Ready when it returns. */
    public static Gateway start(Children children, Broker broker, Service.Settings settings)
            throws IOException, InterruptedException {
        Service service = new Service(GatewayApplication.class, "gateway", Ports.free(), Ports.free());
        Child child = service.start(children, broker, settings);
        return new Gateway(broker, child, service);
    }

    /** Another process at the same ports; this one has ended. */
    public Gateway again(Children children, Service.Settings settings) throws IOException, InterruptedException {
        return new Gateway(broker, service.start(children, broker, settings), service);
    }

    @Override
    public String name() {
        return "gateway";
    }

    public int port() {
        return service.port();
    }

    public Child child() {
        return child;
    }

    public JvmProbe probe() throws IOException {
        return JvmProbe.connect(service.jmxPort());
    }

    @Override
    public Cpu cpu() {
        return child.figures().cpu();
    }

    public long pssBytes() {
        return child.figures().pssBytes();
    }

    /** Each with a token of its own. */
    @Override
    public LoadSettings subscribers(int connections, int channels) {
        return LoadSettings.to(port(), "/v1/events?stream=s{c}", connections)
                .with("channels", channels)
                .with("secret", Tenancy.TOKENS.secret())
                .with("tenant", Tenancy.TENANT)
                .with("roles", "stream-listener");
    }

    @Override
    public Feed feed() {
        return deliveries(0);
    }

    /** Straight into {@code logcast.deliveries}. */
    public DeliveryFeed deliveries(int lingerMillis) {
        return new DeliveryFeed(broker, Tenancy.TENANT, DeliveryFeed.Address.STREAMS, lingerMillis);
    }

    /** All on stream {@code s0}, each for the holders of one role. */
    DeliveryFeed grouped() {
        DeliveryFeed.Address address =
                new DeliveryFeed.Address(group -> DeliveryFeed.channel(0), group -> Roles.of(RoleGroups.role(group)));
        return new DeliveryFeed(broker, Tenancy.TENANT, address, 0);
    }

    /** SIGTERM, and SIGKILL if it takes longer than that. */
    public void stop(Duration patience) throws InterruptedException {
        child.stop(patience);
        child.awaitEnd();
    }

    /** SIGKILL. */
    @Override
    public void close() {
        child.close();
    }
}
