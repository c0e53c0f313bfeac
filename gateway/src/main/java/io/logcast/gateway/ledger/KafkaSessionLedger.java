package io.logcast.gateway.ledger;

import io.logcast.field.InvalidField;
import io.logcast.json.MalformedJson;
import io.logcast.ledger.NodeKey;
import io.logcast.ledger.SessionNote;
import io.logcast.ledger.SessionNoteCodec;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Appender;
import io.logcast.node.append.Refusal;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in the topic {@code logcast.sessions}. A claim is written, and answered when it is read: by then all that came
 * before it is known. The thread {@code logcast-sessions} reads, tells who was taken, and answers, in the order of the
 * topic.
 */
public final class KafkaSessionLedger implements SessionLedger, AutoCloseable {

    /** A claim that has no answer by then fails. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A session costs about 200 bytes; those beyond are forgotten early, and can then be claimed by whoever comes first. */
    static final int MAX_SESSIONS = 1_000_000;

    static final int MAX_WAITING = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSessionLedger.class);

    private final NodeKey self;
    private final Appender appender;
    private final SessionStates states = new SessionStates(Topics.LEDGER_RETENTION, MAX_SESSIONS);
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Claim>> claims = new ConcurrentHashMap<>();
    private final Notes notes = new Notes(System::nanoTime, Topics.LEDGER_RETENTION.dividedBy(2));
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final TopicFollower follower;

    private KafkaSessionLedger(KafkaSettings kafka, Appender appender, NodeKey self, CompletionStage<Void> topics) {
        this.self = self;
        this.appender = appender;
        this.follower = TopicFollower.start(kafka, Topics.SESSIONS, new Following(), topics);
    }

    /** @param topics completes when the topics are there */
    public static KafkaSessionLedger start(
            KafkaSettings kafka, Appender appender, NodeKey self, CompletionStage<Void> topics) {
        return new KafkaSessionLedger(kafka, appender, self, topics);
    }

    @Override
    public CompletionStage<Claim> claim(String session) {
        if (claims.size() >= MAX_WAITING) {
            return CompletableFuture.failedFuture(new AppendRefused(Refusal.OVERLOADED, "too many claims are waiting"));
        }
        long number = numbers.incrementAndGet();
        CompletableFuture<Claim> answer = new CompletableFuture<>();
        claims.put(number, answer);
        answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((claim, failure) -> claims.remove(number));
        caughtUp.thenRun(() -> write(session, number, answer));
        return answer.minimalCompletionStage();
    }

    @Override
    public void rooms(String session, Set<String> rooms) {
        note(session, roomsOf(rooms), true);
    }

    @Override
    public void left(String session) {
        notes.left(session);
    }

    @Override
    public void over(String session) {
        note(session, after -> new SessionNote.Over(self, after), false);
    }

    @Override
    public void onTaken(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Sessions that are remembered. */
    int size() {
        return states.size();
    }

    @Override
    public void close() {
        follower.close();
    }

    private void write(String session, long number, CompletableFuture<Claim> answer) {
        if (answer.isDone()) {
            return;
        }
        // Before the claim: it may be what the claim is about.
        notes.sayUnkept(session, this::say);
        append(session, new SessionNote.Claim(self, number, states.claimOf(session)))
                .whenComplete((kept, refused) -> {
                    if (refused != null) {
                        answer.completeExceptionally(refused);
                    }
                });
    }

    private void note(String session, LongFunction<SessionNote> what, boolean lasts) {
        notes.add(session, what, lasts, this::say);
    }

    private LongFunction<SessionNote> roomsOf(Set<String> rooms) {
        return after -> new SessionNote.Rooms(self, after, rooms);
    }

    private void say(String session, LongFunction<SessionNote> what) {
        append(session, what.apply(states.claimOf(session))).whenComplete((kept, refused) -> {
            if (refused == null) {
                notes.kept(session, what);
            } else if (Refusal.TOO_LARGE == refusalOf(refused)) {
                // However often it is said: the rooms are not recovered then.
                LOG.debug("A session is in too many rooms to be noted.", refused);
                notes.forget(session);
            }
        });
    }

    private static Refusal refusalOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AppendRefused refused ? refused.refusal() : null;
    }

    private CompletionStage<RecordMetadata> append(String session, SessionNote note) {
        return appender.append(new ProducerRecord<>(Topics.SESSIONS, 0, session, SessionNoteCodec.encode(note)));
    }

    private final class Following implements TopicFollower.Reader {

        @Override
        public void begin() {
            states.clear();
        }

        @Override
        public void read(ConsumerRecord<String, byte[]> written) {
            try {
                apply(written, SessionNoteCodec.decode(written.value()));
            } catch (InvalidField | MalformedJson e) {
                LOG.debug("Skipped the record at {} of {}: it {}.", written.offset(), written.topic(), e.getMessage());
            }
        }

        @Override
        public void turn(boolean isCaughtUp) {
            if (isCaughtUp) {
                caughtUp.complete(null);
                notes.due(KafkaSessionLedger.this::say);
            }
        }

        private void apply(ConsumerRecord<String, byte[]> written, SessionNote note) {
            String session = written.key();
            boolean counts = states.apply(session, note, written.offset(), written.timestamp());
            if (note instanceof SessionNote.Claim claim) {
                boolean isOurs = claim.gateway().equals(self);
                if (counts) {
                    tellTaken(session, isOurs);
                }
                CompletableFuture<Claim> waiting = isOurs ? claims.get(claim.number()) : null;
                if (waiting != null) {
                    answer(waiting, session, counts);
                } else if (counts && isOurs) {
                    // Whoever asked has been told that there was no answer.
                    notes.forget(session);
                }
            }
        }

        private void answer(CompletableFuture<Claim> waiting, String session, boolean won) {
            Set<String> rooms = states.roomsOf(session);
            if (won && !rooms.isEmpty()) {
                // First: who is told that it has won may have to say something else.
                notes.hold(session, roomsOf(rooms));
            }
            if (!waiting.complete(won ? new Claim.Won(rooms) : new Claim.Lost())) {
                notes.forget(session);
            }
        }

        private void tellTaken(String session, boolean byUs) {
            if (!byUs) {
                notes.forget(session);
            }
            for (Consumer<String> listener : listeners) {
                try {
                    listener.accept(session);
                } catch (RuntimeException e) {
                    LOG.warn("A session was taken, and who should know of it failed.", e);
                }
            }
        }
    }
}
