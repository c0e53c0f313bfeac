package io.logcast.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that is alone: broker and controller in one, replication 1, quick to come back. */
final class BrokerConfig {

    private static final String HOST = "127.0.0.1";

    private BrokerConfig() {}

    static Properties of(BrokerSettings settings, int controllerPort, Path logDir) {
        Properties config = new Properties();
        identity(config, settings.port(), controllerPort);
        config.put("log.dirs", logDir.toString());
        config.put("auto.create.topics.enable", "false");
        aloneInTheWorld(config);
        quickRestart(config);
        small(config);
        config.putAll(settings.overrides());
        return config;
    }

    private static void identity(Properties config, int port, int controllerPort) {
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        config.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("inter.broker.listener.name", "PLAINTEXT");
    }

    private static void aloneInTheWorld(Properties config) {
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
    }

    /** Measured in research/embedded.md: with the defaults a restart after kill -9 takes 12 s, with these 3 s. */
    private static void quickRestart(Properties config) {
        config.put("broker.session.timeout.ms", "1000");
        config.put("broker.heartbeat.interval.ms", "250");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("group.streams.initial.rebalance.delay.ms", "0");
        config.put("group.min.session.timeout.ms", "1000");
        // The transactions of a projector that was killed are given up soon: until then committed readers wait.
        config.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    }

    private static void small(Properties config) {
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("num.recovery.threads.per.data.dir", "2");
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        config.put("message.max.bytes", Integer.toString(16 * 1024 * 1024));
    }
}
