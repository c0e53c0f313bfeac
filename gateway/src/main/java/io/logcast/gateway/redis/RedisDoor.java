package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.gateway.socketio.Adapter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for those who reach Socket.IO's clients through Redis: emitters, and in the mode {@code peer} Node's servers. Works
 * whenever Redis is there; while it is away nothing else is touched.
 */
public final class RedisDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisDoor.class);

    private final RedisCounters counters = new RedisCounters();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(RedisDoor::timerThread);
    private final Channels channels;
    private final Inbox inbox;
    private final WriterLease lease;
    private final LogRoute log;
    private final Subscriptions subscriptions;
    private final Peer peer;
    private final boolean writes;
    private final String node;

    private RedisDoor(RedisLink link, RedisSettings settings, String node, Inside inside) {
        this.node = node;
        channels = new Channels(settings.key());
        writes = settings.route() == Route.LOG;
        Uid self = Uid.anew();
        Post post = new Post(link, counters);
        lease = new WriterLease(link, post, channels, node, timer);
        log = new LogRoute(inside.log(), lease::turn, settings.mostInFlight(), counters);
        subscriptions = new Subscriptions(link);
        peer = settings.mode() == Mode.PEER
                ? new Peer(channels, self, settings, inside.adapter(), subscriptions, post, timer)
                : null;
        PacketDoor packets =
                new PacketDoor(channels, settings.route(), self, inside.adapter(), log, inside.tenants(), counters);
        inbox = new Inbox(settings.largestMessage(), counters, reader(packets, requests(self, inside)));
        start(link);
    }

    /**
     * @param node the name of this gateway, like no other's
     * @throws IllegalArgumentException in the mode {@code off}
     */
    public static RedisDoor open(RedisLink link, RedisSettings settings, String node, Inside inside) {
        if (settings.mode() == Mode.OFF) {
            throw new IllegalArgumentException("logcast.redis.mode is off");
        }
        return new RedisDoor(link, settings, node, inside);
    }

    public RedisCounters counters() {
        return counters;
    }

    /** To ask the other servers; only in the mode {@code peer}. */
    public Optional<RedisCluster> cluster() {
        return Optional.ofNullable(peer).map(Peer::cluster);
    }

    /**
     * This gateway is going: others no longer count on it, and another one writes to the log. To be called before its clients
     * are sent away; those that are still here go on hearing packets.
     */
    public CompletionStage<Void> leave() {
        CompletionStage<Void> handedOver = writes ? lease.sayFarewell() : CompletableFuture.completedFuture(null);
        return peer == null ? handedOver : peer.leave().thenCompose(left -> handedOver);
    }

    /** Waits a second for {@link #leave}, if nobody has done so before. */
    @Override
    public void close() throws InterruptedException {
        try {
            leave().toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Redis is away: the others notice by themselves.", e);
        }
        timer.shutdownNow();
        inbox.close();
    }

    private RequestDoor requests(Uid self, Inside inside) {
        Answers answers = peer == null ? Answers.NONE : peer.answers(inside.events());
        return new RequestDoor(channels, self, inside.adapter(), inside.events(), answers, counters);
    }

    private Inbox.Reader reader(PacketDoor packets, RequestDoor requests) {
        return (channel, message) -> {
            if (channel.startsWith(channels.packets())) {
                packets.read(channel, message);
            } else if (channel.startsWith(channels.requests())) {
                requests.read(channel, message);
            } else if (peer != null && channel.startsWith(channels.responses())) {
                counters.count(Tally.RESPONSES);
                peer.cluster().answered(message);
            } else if (channel.equals(channels.writer())) {
                counters.count(Tally.FAREWELLS);
                farewell(new String(message, UTF_8));
            } else {
                throw new Unreadable("came on a channel that nobody asked for");
            }
        };
    }

    private void farewell(String from) {
        if (from.equals(node)) {
            log.stop(lease::giveBack);
        } else {
            lease.heardFarewell(from);
        }
    }

    private void start(RedisLink link) {
        inbox.start();
        subscriptions.addPattern(channels.allPackets());
        if (writes) {
            subscriptions.addPattern(channels.farewells());
            lease.start(() -> inbox.later(log::settle));
        }
        if (peer == null) {
            // By pattern: those who subscribe by name are counted, and then waited for.
            subscriptions.addPattern(channels.allRequests());
        } else {
            peer.start();
        }
        link.addListener(new Ear());
    }

    private static Thread timerThread(Runnable task) {
        Thread thread = new Thread(task, "logcast-redis-timer");
        thread.setDaemon(true);
        return thread;
    }

    /** The rest of the gateway, as seen from here. */
    public record Inside(Adapter adapter, PacketLog log, NamespaceTenants tenants, ServerSideEvents events) {}

    private final class Ear implements RedisLink.Listener {

        @Override
        public void connected() {
            if (writes) {
                lease.doubt();
            }
            subscriptions.renew();
        }

        @Override
        public void message(byte[] channel, byte[] message) {
            inbox.offer(channel, message);
        }
    }
}
