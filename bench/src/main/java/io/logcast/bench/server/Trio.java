package io.logcast.bench.server;

import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.HttpFeed;
import io.logcast.bench.kafka.Broker;
import io.logcast.bench.kafka.StreamDefinitions;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.process.Child;
import io.logcast.bench.process.Children;
import io.logcast.bench.process.Cpu;
import io.logcast.embedded.port.Ports;
import io.logcast.projection.app.ProjectorApplication;
import io.logcast.publish.app.PublisherApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Publisher-api, projector and gateway, each in its own process. */
public final class Trio implements Server {

    private final Child publisher;
    private final Child projector;
    private final Gateway gateway;
    private final int publisherPort;
    private final int doors;

    private Trio(Child publisher, int publisherPort, Child projector, Gateway gateway, int doors) {
        this.publisher = publisher;
        this.publisherPort = publisherPort;
        this.projector = projector;
        this.gateway = gateway;
        this.doors = doors;
    }

    /**
     * @param projection settings of the projector; the others only get the heap
     * @param doors connections by which events are published
     */
    public static Trio start(
            Children children, Broker broker, Service.Settings others, Service.Settings projection, int doors)
            throws IOException, InterruptedException {
        Service publisher = new Service(PublisherApplication.class, "publisher", Ports.free(), Ports.free());
        Service projector = new Service(ProjectorApplication.class, "projector", Ports.free(), Ports.free());
        return new Trio(
                publisher.start(children, broker, others),
                publisher.port(),
                projector.start(children, broker, projection),
                Gateway.start(children, broker, others),
                doors);
    }

    @Override
    public String name() {
        return "HTTP to SSE";
    }

    @Override
    public Cpu cpu() {
        return gateway.cpu()
                .plus(publisher.figures().cpu())
                .plus(projector.figures().cpu());
    }

    @Override
    public LoadSettings subscribers(int connections, int channels) {
        return gateway.subscribers(connections, channels);
    }

    /** {@code POST /v1/events}, the number of the channel being the name and the key of the event. */
    @Override
    public Feed feed() throws IOException {
        String token = Tenancy.TOKENS.token(Tenancy.TENANT.value(), "publisher", "event-sender");
        HttpFeed.Door door = new HttpFeed.Door(publisherPort, "/v1/events", "Authorization: Bearer " + token + "\r\n");
        return new HttpFeed(door, doors, Trio::event);
    }

    @Override
    public void close() {
        publisher.close();
        projector.close();
        gateway.close();
    }

    private static byte[] event(int channel, byte[] json) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(json.length + 128);
        String head = "{\"namespace\":\"" + StreamDefinitions.NAMESPACE + "\",\"name\":\"e" + channel + "\",\"key\":\""
                + channel + "\",\"payload\":";
        event.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        event.writeBytes(json);
        event.write('}');
        return event.toByteArray();
    }
}
