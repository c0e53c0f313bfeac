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

    @Override
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
        return deliveries();
    }

    /** Straight into {@code logcast.deliveries}. */
    public DeliveryFeed deliveries() {
        return new DeliveryFeed(broker, Tenancy.TENANT, channel -> Roles.STREAM_LISTENER, 0);
    }

    @Override
    public void close() {
        child.close();
    }
}
