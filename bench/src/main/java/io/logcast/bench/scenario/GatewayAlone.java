package io.logcast.bench.scenario;

import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.StreamDefinitions;
import io.logcast.bench.process.JvmProbe;
import io.logcast.bench.server.Gateway;
import io.logcast.bench.server.Service;
import io.logcast.bench.server.Tenancy;
import io.logcast.stream.Roles;
import java.io.IOException;

/** A Kafka and a gateway, without the services before it: the bench writes the deliveries itself. */
final class GatewayAlone implements AutoCloseable {

    private final Broker broker;
    private final Gateway gateway;
    private final JvmProbe probe;

    private GatewayAlone(Broker broker, Gateway gateway) throws IOException {
        this.broker = broker;
        this.gateway = gateway;
        this.probe = gateway.probe();
    }

    static GatewayAlone start(Setting setting, int streams) throws IOException, InterruptedException {
        return start(setting, streams, Roles.NONE);
    }

    /** @param roles who may subscribe, besides listeners to everything */
    static GatewayAlone start(Setting setting, int streams, Roles roles) throws IOException, InterruptedException {
        return start(
                setting, streams, roles, Service.Settings.heap(setting.options().text("heap")));
    }

    static GatewayAlone start(Setting setting, int streams, Roles roles, Service.Settings settings)
            throws IOException, InterruptedException {
        setting.say("starting Kafka and a gateway");
        Broker broker = Broker.start(setting.children());
        StreamDefinitions.write(broker, Tenancy.TENANT, streams, roles);
        return new GatewayAlone(broker, Gateway.start(setting.children(), broker, settings));
    }

    Broker broker() {
        return broker;
    }

    Gateway gateway() {
        return gateway;
    }

    JvmProbe probe() {
        return probe;
    }

    FanOut.Result run(FanOut fanOut) throws IOException, InterruptedException {
        return fanOut.run(gateway, probe);
    }

    @Override
    public void close() {
        probe.close();
        gateway.close();
        broker.child().close();
    }
}
