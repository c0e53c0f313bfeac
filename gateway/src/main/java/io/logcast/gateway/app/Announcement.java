package io.logcast.gateway.app;

import io.logcast.gateway.ledger.Membership;
import io.logcast.ledger.Address;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the other gateways where this one is, when it listens: only then is its port known. */
@Singleton
final class Announcement implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final Membership membership;
    private final Advertised advertised;

    Announcement(Membership membership, Advertised advertised) {
        this.membership = membership;
        this.advertised = advertised;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        EmbeddedServer server = event.getSource();
        Address address = advertised.address(server.getHost(), server.getPort());
        membership.advertise(address);
        LOG.info("This is gateway {}; others reach it at {}.", membership.self(), address);
    }
}
