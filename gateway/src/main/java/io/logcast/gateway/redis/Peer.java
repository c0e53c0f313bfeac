package io.logcast.gateway.redis;

import io.logcast.gateway.socketio.Adapter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * This gateway as one of the servers of a cluster (@socket.io/redis-adapter 8). Servers know of each other only by how many
 * have subscribed to a namespace's channel of requests, and wait for as many answers: so it is subscribed to exactly once for
 * each namespace that has sockets here, and whoever is subscribed answers everything.
 */
final class Peer implements Adapter.NamespaceWatcher {

    /** Another server may have counted this one a moment ago, and is about to ask: it would wait in vain for five seconds. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Channels channels;
    private final Uid self;
    private final RedisSettings settings;
    private final Adapter adapter;
    private final Subscriptions subscriptions;
    private final Post post;
    private final Questions questions;
    private final RedisCluster cluster;
    private final ScheduledExecutorService timer;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** Those of the open ones that have no sockets any more. */
    private final Map<String, Object> empty = new HashMap<>();

    private boolean left;

    Peer(
            Channels channels,
            Uid self,
            RedisSettings settings,
            Adapter adapter,
            Subscriptions subscriptions,
            Post post,
            ScheduledExecutorService timer) {
        this.channels = channels;
        this.self = self;
        this.settings = settings;
        this.adapter = adapter;
        this.subscriptions = subscriptions;
        this.post = post;
        this.timer = timer;
        this.questions = new Questions(channels, self, subscriptions, post, timer, open::contains);
        this.cluster = new RedisCluster(channels, self, adapter, post, questions);
    }

    void start() {
        adapter.onNamespaces(this);
        adapter.namespaces().forEach(this::opened);
    }

    RedisCluster cluster() {
        return cluster;
    }

    Answers answers(ServerSideEvents events) {
        return new PeerAnswers(channels, self, settings.specificResponses(), adapter, events, post, questions);
    }

    @Override
    public synchronized void opened(String namespace) {
        empty.remove(namespace);
        if (!left && open.add(namespace)) {
            subscriptions.add(heardFor(namespace));
        }
    }

    @Override
    public synchronized void closed(String namespace) {
        if (open.contains(namespace) && !timer.isShutdown()) {
            Object closing = new Object();
            empty.put(namespace, closing);
            timer.schedule(() -> forget(namespace, closing), LINGER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void forget(String namespace, Object closing) {
        if (empty.remove(namespace, closing) && open.remove(namespace)) {
            subscriptions.remove(heardFor(namespace));
        }
    }

    /**
     * For good.
     *
     * @return completes when nobody counts on this gateway any more
     */
    synchronized CompletionStage<Void> leave() {
        left = true;
        List<String> channelsOfAll =
                open.stream().map(this::heardFor).flatMap(List::stream).toList();
        open.clear();
        return channelsOfAll.isEmpty() ? CompletableFuture.completedFuture(null) : subscriptions.remove(channelsOfAll);
    }

    private List<String> heardFor(String namespace) {
        return List.of(
                channels.requests(namespace),
                channels.responses(namespace),
                channels.responses(namespace, self.text()));
    }
}
