package io.logcast.gateway.redis;

import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.node.event.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** Messages that become events: who reads them, and which are wanted at all. */
final class Inlet implements RedisInlet {

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final EventLog events;
    private final LogRoute log;
    private final MessageIds ids;
    private final Subscriptions subscriptions;
    private final Post post;
    private final ControlChannel control;
    private final ScheduledExecutorService timer;
    private final RedisCounters counters;
    private final Runnable begin;
    private final Channels channels;
    private final Map<String, Reader> patterns = new ConcurrentHashMap<>();
    private final Map<String, OnDemandChannels> kinds = new ConcurrentHashMap<>();

    /** @param begin is run before anything is wanted */
    Inlet(
            EventLog events,
            LogRoute log,
            MessageIds ids,
            Subscriptions subscriptions,
            Post post,
            ControlChannel control,
            ScheduledExecutorService timer,
            RedisCounters counters,
            Runnable begin,
            Channels channels) {
        this.events = events;
        this.log = log;
        this.ids = ids;
        this.subscriptions = subscriptions;
        this.post = post;
        this.control = control;
        this.timer = timer;
        this.counters = counters;
        this.begin = begin;
        this.channels = channels;
    }

    @Override
    public void hear(String pattern, Reader reader) {
        begin.run();
        patterns.put(pattern, reader);
        subscriptions.addPattern(pattern);
    }

    @Override
    public OnDemand onDemand(String kind, Reader reader) {
        begin.run();
        OnDemandChannels channels =
                new OnDemandChannels(kind, reader, this::isForeign, LINGER, subscriptions, post, control, timer);
        return known(kind, channels);
    }

    /** Channels that are heard in another way, and read by another, but wanted like these. */
    OnDemandChannels onDemand(String kind, Hearing hearing, Duration linger) {
        return known(kind, new OnDemandChannels(kind, null, name -> false, linger, hearing, post, control, timer));
    }

    private OnDemandChannels known(String kind, OnDemandChannels channels) {
        if (kinds.putIfAbsent(kind, channels) != null) {
            throw new IllegalStateException("the kind of channels " + kind + " has a reader already");
        }
        return channels;
    }

    @Override
    public CompletionStage<Long> publish(String channel, byte[] message) {
        return post.bytes(channel, message);
    }

    /** Of one's own, at a pace at which they do not expire elsewhere; and those of others that have. */
    void renewWishes() {
        kinds.values().forEach(OnDemandChannels::expire);
        sayWishes();
    }

    void sayWishes() {
        kinds.values().forEach(OnDemandChannels::say);
    }

    void wanted(String node, String kind, List<String> channels) {
        OnDemandChannels known = kinds.get(kind);
        if (known != null) {
            known.wantedBy(node, channels);
        }
    }

    void unwanted(String node, String kind, List<String> channels) {
        OnDemandChannels known = kinds.get(kind);
        if (known != null) {
            known.unwantedBy(node, channels);
        }
    }

    void owned(String kind, String channel, String what) {
        OnDemandChannels known = kinds.get(kind);
        if (known != null) {
            known.owned(channel, what);
        }
    }

    private boolean isForeign(String channel) {
        return channels.has(channel) || patterns.keySet().stream().anyMatch(pattern -> Glob.matches(pattern, channel));
    }

    boolean hasPattern(String pattern) {
        return patterns.containsKey(pattern);
    }

    void readOfPattern(String pattern, String channel, byte[] message) throws Unreadable {
        take(pattern, patterns.get(pattern), channel, message);
    }

    /** @return whether anybody wants what comes on this channel */
    boolean read(String channel, byte[] message) throws Unreadable {
        boolean wanted = false;
        for (Map.Entry<String, OnDemandChannels> kind : kinds.entrySet()) {
            if (kind.getValue().reader() != null && kind.getValue().hears(channel)) {
                wanted = true;
                readOne(kind.getKey(), kind.getValue(), channel, message);
            }
        }
        return wanted;
    }

    private void readOne(String kind, OnDemandChannels channels, String channel, byte[] message) throws Unreadable {
        if (channels.takesAsOwn(channel, message)) {
            counters.count(Tally.OWN);
        } else {
            take(kind, channels.reader(), channel, message);
        }
    }

    private void take(String whose, Reader reader, String channel, byte[] message) throws Unreadable {
        Event event = reader.read(channel, message);
        log.append(new Heard(
                ids.next(whose + " " + channel, message),
                channel,
                new Heard.Shelf(Heard.Kind.EVENT, event.tenant()),
                message.length,
                Duration.ZERO,
                id -> events.append(named(event, id)),
                () -> {
                    Event again = reader.read(channel, message);
                    return id -> events.append(named(again, id));
                }));
    }

    private static Event named(Event event, EventId id) {
        return new Event(
                event.tenant(),
                id,
                event.source(),
                event.type(),
                event.time(),
                event.correlationId(),
                event.context(),
                event.payload(),
                event.key(),
                event.to(),
                event.traceparent());
    }
}
