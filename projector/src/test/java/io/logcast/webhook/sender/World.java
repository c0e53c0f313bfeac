package io.logcast.webhook.sender;

import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Refusal;
import io.logcast.node.webhook.WebhookSnapshot;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everything outside of a desk, in memory, with a clock that is moved by hand. */
final class World implements Receivers, EventSource, Journal {

    static final Duration INSTANTLY = Duration.ZERO;

    final Desk desk;
    final List<Attempt> attempts = new ArrayList<>();
    final List<Event> published = new ArrayList<>();

    /** What a restart would find. */
    final Map<String, RetryNote> notes = new LinkedHashMap<>();

    private final Map<WebhookKey, WebhookDefinition> webhooks = new HashMap<>();
    private final Map<Integer, TreeMap<Long, Published>> log = new HashMap<>();
    private final Queue<Runnable> mail = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    private boolean isKafkaAway;
    private RuntimeException thrownByPublish;
    private boolean isPublishTooLarge;
    private boolean isKeepRefused;

    /** A request that has not been answered. */
    record Call(URI target, String messageId, CompletableFuture<Answer> answer) {}

    World(Limits limits, Backoff backoff) {
        desk = new Desk(
                limits,
                backoff,
                new Ports(
                        () -> WebhookSnapshot.of(webhooks.values()), this, this, this, () -> now, () -> 0.5, mail::add),
                new SenderCounters());
    }

    void put(WebhookDefinition webhook) {
        webhooks.put(webhook.key(), webhook);
    }

    void remove(WebhookDefinition webhook) {
        webhooks.remove(webhook.key());
    }

    boolean isEnabled(WebhookDefinition webhook) {
        return webhooks.get(webhook.key()).enabled();
    }

    void setKafkaAway(boolean isAway) {
        isKafkaAway = isAway;
    }

    /** What is read again is under way until {@link #finishReads}. */
    void holdReads() {
        reading = new CompletableFuture<>();
    }

    void finishReads() {
        reading.complete(null);
        settle();
    }

    /** Null: nothing. */
    void setThrownByPublish(RuntimeException thrown) {
        thrownByPublish = thrown;
    }

    void setPublishTooLarge(boolean isTooLarge) {
        isPublishTooLarge = isTooLarge;
    }

    void setKeepRefused(boolean isRefused) {
        isKeepRefused = isRefused;
    }

    /** The log ends where it begins for us. */
    void open(int partition, long next, RetryNote... found) {
        desk.open(partition, next, next, List.of(found));
        settle();
    }

    /** From somebody who has seen the log up to its end. */
    void takeOver(int partition, long next, long end) {
        desk.open(partition, next, end, List.of());
        settle();
    }

    /** It was written by whoever had the partition before, and is there only now. */
    void noteComesLate(RetryNote note) {
        notes.put(note.key(), note);
    }

    /** The event comes from the log. */
    void arrive(int partition, long offset) {
        arrive(partition, offset, Hooks.ordered("acme", partition, offset, now).event());
    }

    void arrive(int partition, long offset, Event what) {
        Published event = new Published(new EventPosition(partition, offset), now, what);
        log.computeIfAbsent(partition, none -> new TreeMap<>()).put(offset, event);
        desk.take(event);
        settle();
    }

    void pass(Duration time) {
        now = now.plus(time);
        settle();
    }

    Instant now() {
        return now;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The oldest request that is under way is answered. */
    void answer(int status) {
        answer(new Answer(status, null, null, null, INSTANTLY));
    }

    void answer(Answer answer) {
        calls.remove(0).answer().complete(answer);
        settle();
    }

    void complete(Call call, int status) {
        calls.remove(call);
        call.answer().complete(new Answer(status, null, null, null, INSTANTLY));
        settle();
    }

    void answerAll(int status) {
        while (!calls.isEmpty()) {
            answer(status);
        }
    }

    long settledIn(int partition) {
        return desk.settled().get(partition);
    }

    Collection<RetryNote> notes() {
        return List.copyOf(notes.values());
    }

    @Override
    public CompletionStage<Answer> post(Outgoing request) {
        Call call = new Call(request.target(), request.headers().get("webhook-id"), new CompletableFuture<>());
        calls.add(call);
        return call.answer();
    }

    @Override
    public CompletionStage<Block> read(int partition, long from) {
        return reading.thenApply(finished -> block(partition, from));
    }

    private Block block(int partition, long from) {
        if (isKafkaAway) {
            return new Block(List.of(), from);
        }
        List<Published> events = log.getOrDefault(partition, new TreeMap<>()).tailMap(from).values().stream()
                .limit(3)
                .toList();
        long next = events.isEmpty()
                ? from
                : events.get(events.size() - 1).position().offset() + 1;
        return new Block(events, next);
    }

    @Override
    public CompletionStage<?> attempt(Attempt attempt) {
        return write(() -> attempts.add(attempt));
    }

    @Override
    public CompletionStage<?> keep(RetryNote note) {
        if (isKeepRefused) {
            return CompletableFuture.failedFuture(new AppendRefused(Refusal.NOT_ACKNOWLEDGED, "slow"));
        }
        return write(() -> notes.put(note.key(), note));
    }

    @Override
    public CompletionStage<?> forget(RetryNote note) {
        return write(() -> notes.remove(note.key()));
    }

    @Override
    public CompletionStage<?> publish(Event event) {
        if (thrownByPublish != null) {
            throw thrownByPublish;
        }
        if (isPublishTooLarge) {
            return CompletableFuture.failedFuture(new AppendRefused(Refusal.TOO_LARGE, "too large"));
        }
        CloudEventCodec.encode(event);
        return write(() -> published.add(event));
    }

    @Override
    public CompletionStage<?> disable(WebhookDefinition webhook) {
        return write(() -> put(webhook.disabled()));
    }

    private CompletionStage<?> write(Runnable what) {
        if (isKafkaAway) {
            return CompletableFuture.failedFuture(new AppendRefused(Refusal.BROKER_AWAY, "away"));
        }
        what.run();
        return CompletableFuture.completedFuture(null);
    }

    /** Turns until nothing happens any more. */
    private void settle() {
        do {
            for (Runnable work = mail.poll(); work != null; work = mail.poll()) {
                work.run();
            }
            desk.turn();
        } while (!mail.isEmpty());
    }
}
