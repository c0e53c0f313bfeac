package io.logcast.gateway.redis;

import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.gateway.socketio.Adapter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The door for those who reach Socket.IO's clients through Redis: emitters, and in the mode {@code peer} Node's servers.
 * Confined to the inbox's thread, but for {@link #leave}.
 */
public final class RedisDoor implements Door {

    private final RedisCounters counters;
    private final Channels channels;
    private final Peer peer;
    private final PacketDoor packets;
    private final ClusterDoor others;
    private final ShardDoor shards;
    private final RequestDoor requests;

    private RedisDoor(RedisStation station, RedisSettings settings, Inside inside) {
        counters = station.counters();
        channels = station.channels();
        Uid self = Uid.anew();
        peer = settings.mode() == Mode.PEER
                ? new Peer(
                        channels,
                        self,
                        settings,
                        inside.adapter(),
                        station.subscriptions(),
                        station.post(),
                        station.timer())
                : null;
        Answers answers = peer == null ? Answers.NONE : peer.answers(inside.events());
        requests = new RequestDoor(channels, self, inside.adapter(), inside.events(), answers, counters);
        PacketRoute route = route(settings, station.log(), inside);
        packets = new PacketDoor(channels, self, station.ids(), route, counters);
        others = new ClusterDoor(inside.adapter(), route(settings, station.entries(), inside), counters);
        shards = settings.sharded().isEmpty() ? null : shards(station, settings.route(), self, route);
    }

    private PacketRoute route(RedisSettings settings, LogRoute log, Inside inside) {
        return new PacketRoute(settings.route(), inside.adapter(), log, inside.log(), inside.tenants(), counters);
    }

    private ShardDoor shards(RedisStation station, Route way, Uid self, PacketRoute route) {
        return new ShardDoor(
                channels,
                self,
                station.ids(),
                others,
                route,
                station.post(),
                station.transports().rooms(way),
                counters);
    }

    /** @throws IllegalArgumentException in the mode {@code off} */
    public static RedisDoor open(RedisStation station, RedisSettings settings, Inside inside) {
        if (settings.mode() == Mode.OFF) {
            throw new IllegalArgumentException("logcast.redis.mode is off");
        }
        RedisDoor door = new RedisDoor(station, settings, inside);
        station.open(door);
        door.subscribe(station, settings, inside.adapter());
        return door;
    }

    public RedisCounters counters() {
        return counters;
    }

    /** To ask the other servers; only in the mode {@code peer}. */
    public Optional<RedisCluster> cluster() {
        return Optional.ofNullable(peer).map(Peer::cluster);
    }

    /** What else comes by its name, others of this gateway have asked for. */
    @Override
    public boolean hears(boolean byPattern, String channel) {
        if (channel.startsWith(channels.packets())) {
            return byPattern;
        } else if (channel.startsWith(channels.requests())) {
            return byPattern == (peer == null);
        }
        return peer != null && !byPattern && channel.startsWith(channels.responses());
    }

    @Override
    public void read(String channel, byte[] message) throws Unreadable {
        if (channel.startsWith(channels.packets())) {
            packets.read(channel, message);
        } else if (channel.startsWith(channels.requests())) {
            requests.read(channel, message);
        } else {
            counters.count(Tally.RESPONSES);
            peer.cluster().answered(message);
        }
    }

    /** Node's servers no longer count on this gateway. */
    @Override
    public CompletionStage<Void> leave() {
        return peer == null ? CompletableFuture.completedFuture(null) : peer.leave();
    }

    private void subscribe(RedisStation station, RedisSettings settings, Adapter adapter) {
        if (settings.route() == Route.LOG) {
            station.begin();
        }
        station.subscriptions().addPattern(channels.allPackets());
        if (!settings.streams().isEmpty()) {
            station.transports().readStreams(settings.streams(), settings.route(), others::read);
        }
        if (shards != null) {
            shards.listen(settings.sharded(), station.transports().openShards(shards), adapter);
        }
        if (peer == null) {
            // By pattern: those who subscribe by name are counted, and then waited for.
            station.subscriptions().addPattern(channels.allRequests());
        } else {
            peer.start();
        }
    }

    /** The rest of the gateway, as seen from here. */
    public record Inside(Adapter adapter, PacketLog log, NamespaceTenants tenants, ServerSideEvents events) {}
}
