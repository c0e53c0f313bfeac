package io.logcast.gateway.ledger;

import io.logcast.field.InvalidField;
import io.logcast.json.MalformedJson;
import io.logcast.ledger.Address;
import io.logcast.ledger.Beat;
import io.logcast.ledger.NodeKey;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which gateways there are, and where. This one says every five seconds that it is there, from the moment that its address
 * is known ({@link #advertise}) until it is closed. Kafka away: what was known stays.
 */
public final class Membership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final long BEAT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final NodeKey self;
    private final Appender appender;
    private final Instant since = Instant.now();
    private final Members members = new Members();
    private final TopicFollower follower;

    private volatile Address advertised;

    /** Whether the last beat is on its way or kept; a refused one is said again at the next turn. */
    private volatile boolean isSaid;

    /** The follower's own. */
    private long beats;

    private long saidAt;

    private Membership(KafkaSettings kafka, Appender appender, NodeKey self, CompletionStage<Void> topics) {
        this.self = self;
        this.appender = appender;
        this.follower = TopicFollower.start(kafka, Topics.GATEWAYS, new Following(), topics);
    }

    /** @param topics completes when the topics are there */
    public static Membership start(KafkaSettings kafka, Appender appender, NodeKey self, CompletionStage<Void> topics) {
        return new Membership(kafka, appender, self, topics);
    }

    public NodeKey self() {
        return self;
    }

    /** From now on this gateway can be reached there. */
    public void advertise(Address address) {
        advertised = address;
        isSaid = false;
    }

    /** Where a gateway is; empty if there is none of that key, or {@link #unreachable none that answers}. */
    public Optional<Address> find(NodeKey gateway) {
        return members.find(gateway);
    }

    /** It does not answer at its address. It counts as dead until it is heard again. */
    public void unreachable(NodeKey gateway) {
        members.unreachable(gateway);
    }

    /** This gateway has read that it is there itself, so others can. */
    public boolean isAnnounced() {
        return members.knows(self);
    }

    /** How many gateways there are, this one included when it {@link #isAnnounced}. */
    public int size() {
        return members.size();
    }

    /** Says that this gateway is gone; waits at most four seconds in all. */
    @Override
    public void close() {
        follower.close();
        if (advertised == null) {
            return;
        }
        try {
            append(null).toCompletableFuture().get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The others will find out by themselves that this gateway is gone.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        Address address = advertised;
        boolean isDue = !isSaid || System.nanoTime() - saidAt >= BEAT_NANOS;
        if (address == null || !isDue) {
            return;
        }
        isSaid = true;
        saidAt = System.nanoTime();
        append(new Beat(address, since, ++beats).encode()).whenComplete((kept, refused) -> {
            if (refused != null) {
                isSaid = false;
            }
        });
    }

    private CompletionStage<RecordMetadata> append(byte[] value) {
        return appender.append(new ProducerRecord<>(Topics.GATEWAYS, 0, self.value(), value));
    }

    private final class Following implements TopicFollower.Reader {

        @Override
        public void begin() {
            members.clear();
            isSaid = false;
        }

        @Override
        public void read(ConsumerRecord<String, byte[]> written) {
            try {
                NodeKey gateway = new NodeKey(written.key());
                if (written.value() == null) {
                    members.leave(gateway, written.timestamp());
                } else {
                    members.hear(gateway, Beat.decode(written.value()).address(), written.timestamp());
                }
            } catch (InvalidField | MalformedJson e) {
                LOG.debug("Skipped the record at {} of {}: it {}.", written.offset(), written.topic(), e.getMessage());
            }
        }

        @Override
        public void turn(boolean caughtUp) {
            beat();
        }
    }
}
