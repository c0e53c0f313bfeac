package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What this gateway has asked the other servers, until all of them have answered or the time is over. From any thread. */
final class Questions {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Channels channels;
    private final Uid self;
    private final Subscriptions subscriptions;
    private final Post post;
    private final ScheduledExecutorService timer;
    private final Predicate<String> countedHere;
    private final Map<String, Consumer<ObjectNode>> open = new ConcurrentHashMap<>();

    /** @param countedHere whether this gateway is one of the servers of a namespace */
    Questions(
            Channels channels,
            Uid self,
            Subscriptions subscriptions,
            Post post,
            ScheduledExecutorService timer,
            Predicate<String> countedHere) {
        this.channels = channels;
        this.self = self;
        this.subscriptions = subscriptions;
        this.post = post;
        this.timer = timer;
        this.countedHere = countedHere;
    }

    boolean isOpen(String id) {
        return open.containsKey(id);
    }

    /** @param answer of a server; one to a question that is over is nobody's */
    void answered(ObjectNode answer) {
        Consumer<ObjectNode> asker = open.get(answer.path("requestId").asText());
        if (asker != null) {
            asker.accept(answer);
        }
    }

    ObjectNode request(RequestType type) {
        return Json.object().put("uid", self.text()).put("type", type.wire());
    }

    /**
     * Asks all other servers.
     *
     * @return their answers, all of them; fails if some do not come in time
     */
    CompletionStage<List<ObjectNode>> ask(String namespace, ObjectNode request) {
        Gathering gathering = new Gathering();
        return ask(namespace, gathering, others -> {
            gathering.expect(others);
            if (others > 0) {
                post.json(channels.requests(namespace), request.put("requestId", gathering.id()));
            }
        });
    }

    /**
     * Asks in the asker's own way.
     *
     * @param send is told how many other servers there are
     */
    <T> CompletionStage<T> ask(String namespace, Asker<T> asker, Consumer<Integer> send) {
        List<String> heard = List.of(channels.responses(namespace), channels.responses(namespace, self.text()));
        open.put(asker.id(), asker::answered);
        subscriptions
                .add(heard)
                .thenCompose(done -> post.subscribers(channels.requests(namespace)))
                .thenAccept(all -> send.accept(all.intValue() - (countedHere.test(namespace) ? 1 : 0)))
                .exceptionally(failure -> {
                    asker.result().completeExceptionally(failure);
                    return null;
                });
        expire(asker);
        return asker.result().whenComplete((result, failure) -> {
            open.remove(asker.id());
            subscriptions.remove(heard);
        });
    }

    private void expire(Asker<?> asker) {
        timer.schedule(
                () -> asker.result().completeExceptionally(new TimeoutException("has only " + asker.standing())),
                PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** One question. */
    interface Asker<T> {

        String id();

        void answered(ObjectNode answer);

        CompletableFuture<T> result();

        /** How far it has come, for the message of its failure. */
        String standing();
    }
}
