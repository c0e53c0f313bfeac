package io.logcast.node.broker;

import io.logcast.topic.TopicSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin client of the watch: one question to the broker, and the topics that are missing. Confined to the watch's thread. */
final class BrokerProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);

    /** How long Kafka may take to answer before it counts as away. Shorter, and a busy machine looks like a dead broker. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaSettings settings;
    private final List<TopicSpec> topics;

    private Admin admin;
    private boolean provisioned;

    BrokerProbe(KafkaSettings settings, List<TopicSpec> topics) {
        this.settings = settings;
        this.topics = List.copyOf(topics);
    }

    /** Returns when Kafka has answered and all topics are there, else throws. */
    void ask() throws ExecutionException, InterruptedException {
        if (admin == null) {
            admin = Admin.create(config());
        }
        admin.describeCluster().nodes().get();
        if (!provisioned) {
            provision();
            provisioned = true;
        }
    }

    /** The broker was away: another one, without our topics, may come back in its place. */
    void forget() {
        provisioned = false;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private void provision() throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<TopicSpec> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        CreateTopicsResult made = admin.createTopics(missing.stream()
                .map(topic -> topic.toNewTopic(settings.replication()))
                .toList());
        for (TopicSpec topic : missing) {
            awaitMade(topic, made.values().get(topic.name()));
        }
        awaitLed(missing.stream().map(TopicSpec::name).toList());
    }

    /** The controller has made the topics; the broker that clients ask learns of it a moment later. */
    private void awaitLed(List<String> made) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!areLed(made)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the topics that were made have no leaders yet");
            }
            Thread.sleep(20);
        }
    }

    private boolean areLed(List<String> names) throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static void awaitMade(TopicSpec topic, KafkaFuture<Void> made)
            throws ExecutionException, InterruptedException {
        try {
            made.get();
            LOG.info("Made topic {} with {} partitions {}.", topic.name(), topic.partitions(), topic.configs());
        } catch (ExecutionException e) {
            // Another process was quicker, with the same specification.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(settings.client("logcast-broker-watch"));
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return config;
    }
}
