package io.logcast.gateway.profile.flasksse;

import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailReader;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.topic.Topics;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tenant's deliveries to the outlet, each at one gateway: all gateways are one group of Kafka. Its thread owns the
 * consumer. What is of no use here is not fetched.
 */
@Context
@Requires(property = FlaskSettings.ENABLED, value = "true")
final class FlaskFeed {

    private static final Logger LOG = LoggerFactory.getLogger(FlaskFeed.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final TenantId tenant;
    private final TailReader tail;
    private final FlaskOutlet outlet;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "logcast-flasksse");

    FlaskFeed(KafkaSettings kafka, FlaskSettings settings, TailReader tail, BrokerWatch watch, FlaskOutlet outlet) {
        this.kafka = kafka;
        this.tenant = settings.tenantId();
        this.tail = tail;
        this.outlet = outlet;
        thread.setDaemon(true);
        CompletableFuture.anyOf(watch.ready().toCompletableFuture(), stopping).thenRun(thread::start);
    }

    @PreDestroy
    void close() throws InterruptedException {
        stopping.complete(null);
        thread.join();
    }

    private void run() {
        while (!stopping.isDone()) {
            try {
                follow();
            } catch (RuntimeException e) {
                // Whatever it was: nobody else would go on.
                LOG.warn("Following {} for Redis begins anew: {}", Topics.DELIVERIES, e.toString());
                stopping.copy()
                        .completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        }
    }

    private void follow() {
        try (Consumer<String, byte[]> consumer = open()) {
            consumer.subscribe(List.of(Topics.DELIVERIES), new Assigned(consumer));
            while (!stopping.isDone()) {
                consumer.poll(POLL).forEach(outlet::offer);
            }
        }
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> properties = new HashMap<>(kafka.client("logcast-flasksse"));
        properties.put("group.id", "logcast-flasksse-" + tenant);
        properties.put("enable.auto.commit", true);
        properties.put("auto.commit.interval.ms", 1000);
        properties.put("auto.offset.reset", "latest");
        properties.put("allow.auto.create.topics", false);
        properties.put("isolation.level", "read_committed");
        properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        // Another gateway goes on soon after this one has died.
        properties.put("session.timeout.ms", 10_000);
        properties.put("heartbeat.interval.ms", 3_000);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Only the tenant's partitions are read, as soon as it is known which these are. */
    private final class Assigned implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;

        private Assigned(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            tail.tail().map(Tail::lanes).ifPresent(lanes -> {
                Set<Integer> ours = lanes.partitionsOf(tenant);
                consumer.pause(partitions.stream()
                        .filter(partition -> !ours.contains(partition.partition()))
                        .toList());
            });
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
