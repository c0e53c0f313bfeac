package io.logcast.gateway.redis;

import io.logcast.event.TenantId;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.gateway.socketio.Adapter;
import java.util.Optional;

/**
 * The way of a packet to the sockets: through the log or not. What is volatile, what the log has no tenant for, and what
 * another gateway has sent past the log are given to this gateway's sockets at once, on every gateway.
 */
final class PacketRoute {

    private final Route route;
    private final Adapter adapter;
    private final LogRoute log;
    private final PacketLog packets;
    private final NamespaceTenants tenants;
    private final RedisCounters counters;

    PacketRoute(
            Route route,
            Adapter adapter,
            LogRoute log,
            PacketLog packets,
            NamespaceTenants tenants,
            RedisCounters counters) {
        this.route = route;
        this.adapter = adapter;
        this.log = log;
        this.packets = packets;
        this.tenants = tenants;
        this.counters = counters;
    }

    void take(Emitted packet, Origin origin) {
        if (route == Route.DIRECT || packet.isVolatile() || Uid.isOfGateway(packet.uid())) {
            deliver(packet, origin);
            return;
        }
        Optional<TenantId> tenant = tenants.tenantOf(packet.namespace());
        if (tenant.isEmpty()) {
            counters.count(Tally.WITHOUT_TENANT);
            deliver(packet, origin);
        } else {
            append(packet, tenant.get(), origin);
        }
    }

    private void append(Emitted packet, TenantId tenant, Origin origin) {
        log.append(new Heard(
                origin.id(),
                origin.name(),
                new Heard.Shelf(Heard.Kind.PACKET, tenant),
                origin.bytes(),
                origin.age(),
                appending(packet),
                () -> appending(origin.reread())));
    }

    private Heard.Appending appending(Emitted packet) {
        return id -> packets.append(id, packet.namespace(), packet.rooms(), packet.except(), packet.event());
    }

    private void deliver(Emitted packet, Origin origin) {
        if (origin.isPast()) {
            counters.count(Tally.PAST);
        } else {
            counters.count(Tally.DIRECT);
            adapter.broadcast(packet.selector(), packet.event(), packet.flags());
        }
    }
}
