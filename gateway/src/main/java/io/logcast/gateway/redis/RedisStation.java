package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.node.event.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all doors through Redis share: one inbox, so that there is one order; and the way into the log, on which one gateway of
 * the cluster writes. Works whenever Redis is there; while it is away nothing else is touched.
 *
 * <p>Whoever comes says hello before it asks for anything, and hears itself say so: a mark, from which on it counts the messages as
 * all others do.
 */
public final class RedisStation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStation.class);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_WISH = 4;

    /** Twice the lease: what a writer heard and did not write, its heir has still kept. */
    private static final Kept.Limits KEPT = new Kept.Limits(50_000, 32L << 20, Duration.ofSeconds(10));

    private final RedisCounters counters = new RedisCounters();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(RedisStation::timerThread);
    private final MessageIds ids = new MessageIds();
    private final String node;
    private final Channels channels;
    private final Post post;
    private final Subscriptions subscriptions;
    private final ControlChannel control;
    private final WriterLease lease;
    private final LogRoute log;
    private final LogRoute entries;
    private final Inlet inlet;
    private final Inbox inbox;
    private final NewerTransports transports;
    private volatile Door door = Door.CLOSED;
    private final Set<String> greetings = ConcurrentHashMap.newKeySet();
    private volatile boolean begun;
    private int ticks;

    private RedisStation(RedisLink link, RedisSettings settings, String node, EventLog events, RecentLog recent) {
        this.node = node;
        channels = new Channels(settings.key());
        post = new Post(link, counters);
        subscriptions = new Subscriptions(link);
        control = new ControlChannel(post, channels.control(), node);
        lease = new WriterLease(link, post, channels, node, timer);
        inbox = new Inbox(settings.largestMessage(), counters, this::read);
        log = route(recent, settings.mostInFlight());
        entries = route(recent, settings.mostInFlight());
        inlet = new Inlet(events, log, ids, subscriptions, post, control, timer, counters, this::begin, channels);
        transports = new NewerTransports(link, inbox, inlet, timer, entries::isCrowded);
    }

    /** @param node the name of this gateway, like no other's */
    public static RedisStation open(
            RedisLink link, RedisSettings settings, String node, EventLog events, RecentLog recent) {
        RedisStation station = new RedisStation(link, settings, node, events, recent);
        station.inbox.start();
        link.addListener(station.new Ear());
        return station;
    }

    public RedisCounters counters() {
        return counters;
    }

    public RedisInlet inlet() {
        return inlet;
    }

    /**
     * This gateway is going: others no longer count on it, and another one writes to the log. To be called before its clients
     * are sent away; those that are still here go on hearing packets.
     */
    public CompletionStage<Void> leave() {
        CompletionStage<Void> handedOver = begun ? lease.sayFarewell() : CompletableFuture.completedFuture(null);
        return door.leave().thenCompose(left -> handedOver);
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
        transports.close();
        inbox.close();
    }

    Channels channels() {
        return channels;
    }

    Post post() {
        return post;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    NewerTransports transports() {
        return transports;
    }

    /** For what comes on channels. */
    LogRoute log() {
        return log;
    }

    /** For what stands in streams: what is asked because of one of them holds up nothing else. */
    LogRoute entries() {
        return entries;
    }

    MessageIds ids() {
        return ids;
    }

    /** Everything goes to this door that is none of the inlet's. */
    void open(Door opened) {
        door = opened;
    }

    /** From now on this gateway is one of those that may write to the log. */
    synchronized void begin() {
        if (!begun) {
            begun = true;
            subscriptions.hold();
            transports.hold();
            subscriptions.addPattern(channels.farewells());
            lease.start(() -> inbox.later(this::settle), () -> control.mark(Uid.word()));
            timer.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void settle() {
        log.settle();
        entries.settle();
    }

    private void tick() {
        if (!lease.isHearing()) {
            // Others cannot say their wishes either, and must not lose them by that.
            greet();
        } else if (++ticks % TICKS_PER_WISH == 0) {
            inlet.renewWishes();
        }
    }

    /** What this gateway hears begins after this. */
    private void greet() {
        String word = Uid.word();
        subscriptions.ahead(channels.control()).thenRun(() -> {
            greetings.add(word);
            control.hello(word);
        });
    }

    private void greeted(long timesDeaf) {
        greetings.clear();
        transports.renew();
        subscriptions.renew().thenRun(() -> {
            // For what was said between the other mark and the first message that is heard.
            control.mark(Uid.word());
            lease.hears(timesDeaf);
        });
    }

    private LogRoute route(RecentLog recent, int mostInFlight) {
        return new LogRoute(recent, lease::turn, mostInFlight, KEPT, counters, inbox::later, System::nanoTime);
    }

    private void read(String pattern, String channel, byte[] message) throws Unreadable {
        if (pattern != null && inlet.hasPattern(pattern)) {
            inlet.readOfPattern(pattern, channel, message);
        } else if (channel.equals(channels.control())) {
            counters.count(Tally.CONTROL);
            control.read(message, new Listener());
        } else if (channel.equals(channels.writer())) {
            counters.count(Tally.FAREWELLS);
            farewell(new String(message, UTF_8));
        } else {
            readOne(pattern != null, channel, message);
        }
    }

    private void readOne(boolean byPattern, String channel, byte[] message) throws Unreadable {
        boolean heard = door.hears(byPattern, channel);
        if (heard) {
            door.read(channel, message);
        }
        boolean wanted = !byPattern && inlet.read(channel, message);
        if (!heard && !wanted) {
            counters.count(Tally.UNWANTED);
        }
    }

    private void farewell(String from) {
        if (from.equals(node)) {
            log.stop(() -> inbox.later(() -> entries.stop(lease::giveBack)));
        } else {
            lease.heardFarewell(from);
        }
    }

    private static Thread timerThread(Runnable task) {
        Thread thread = new Thread(task, "logcast-redis-timer");
        thread.setDaemon(true);
        return thread;
    }

    private final class Ear implements RedisLink.Listener {

        @Override
        public void connected() {
            if (begun) {
                greet();
            } else {
                transports.renew();
                subscriptions.renew();
            }
        }

        @Override
        public void disconnected() {
            if (begun) {
                // Before the lease is told: whoever still finds its greeting knows the lease as it was before.
                greetings.clear();
                lease.isDeaf();
                inbox.later(ids::unmark);
            }
        }

        @Override
        public void message(byte[] pattern, byte[] channel, byte[] message) {
            inbox.offer(pattern, channel, message);
        }

        @Override
        public void sharded(byte[] channel, byte[] message) {
            transports.sharded(channel, message);
        }
    }

    private final class Listener implements ControlChannel.Listener {

        @Override
        public void marked(String word) {
            ids.mark(word);
        }

        @Override
        public void greeted(String from, String word) {
            long timesDeaf = lease.timesDeaf();
            if (!from.equals(node)) {
                inlet.sayWishes();
            } else if (greetings.contains(word)) {
                RedisStation.this.greeted(timesDeaf);
            }
        }

        @Override
        public void wanted(String from, String kind, List<String> names) {
            inlet.wanted(from, kind, names);
        }

        @Override
        public void unwanted(String from, String kind, List<String> names) {
            inlet.unwanted(from, kind, names);
        }

        @Override
        public void owned(String kind, String channel, String what) {
            inlet.owned(kind, channel, what);
        }
    }
}
