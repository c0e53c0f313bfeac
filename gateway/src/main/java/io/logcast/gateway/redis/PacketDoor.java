package io.logcast.gateway.redis;

import io.logcast.event.TenantId;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.gateway.socketio.Adapter;
import java.util.Optional;

/**
 * Takes the packets that others publish for sockets. Through the log or not: what is volatile, what the log has no tenant for,
 * and what another gateway has sent past the log are given to this gateway's sockets at once, on every gateway.
 */
final class PacketDoor {

    private final Channels channels;
    private final Route route;
    private final Uid self;
    private final Adapter adapter;
    private final LogRoute log;
    private final MessageIds ids;
    private final PacketLog packets;
    private final NamespaceTenants tenants;
    private final RedisCounters counters;

    PacketDoor(
            Channels channels,
            Route route,
            Uid self,
            Adapter adapter,
            LogRoute log,
            MessageIds ids,
            PacketLog packets,
            NamespaceTenants tenants,
            RedisCounters counters) {
        this.channels = channels;
        this.route = route;
        this.self = self;
        this.adapter = adapter;
        this.log = log;
        this.ids = ids;
        this.packets = packets;
        this.tenants = tenants;
        this.counters = counters;
    }

    void read(String channel, byte[] message) throws Unreadable {
        Emitted packet = EmittedReader.read(message);
        if (self.is(packet.uid())) {
            counters.count(Tally.OWN);
        } else if (!packet.belongsOn(channel, channels)) {
            counters.count(Tally.MISDIRECTED);
        } else if (packet.isCopy(channel, channels)) {
            counters.count(Tally.COPIES);
        } else {
            take(packet, channel, message);
        }
    }

    private void take(Emitted packet, String channel, byte[] message) {
        if (route == Route.DIRECT || packet.isVolatile() || Uid.isOfGateway(packet.uid())) {
            deliver(packet);
            return;
        }
        Optional<TenantId> tenant = tenants.tenantOf(packet.namespace());
        if (tenant.isEmpty()) {
            counters.count(Tally.WITHOUT_TENANT);
            deliver(packet);
        } else {
            log.append(new Heard(
                    ids.next(channel, message),
                    channel,
                    new Heard.Shelf(Heard.Kind.PACKET, tenant.get()),
                    message.length,
                    appending(packet),
                    () -> appending(EmittedReader.read(message))));
        }
    }

    private Heard.Appending appending(Emitted packet) {
        return id -> packets.append(id, packet.namespace(), packet.rooms(), packet.except(), packet.event());
    }

    private void deliver(Emitted packet) {
        counters.count(Tally.DIRECT);
        adapter.broadcast(packet.selector(), packet.event(), packet.flags());
    }
}
