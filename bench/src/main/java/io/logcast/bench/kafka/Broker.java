package io.logcast.bench.kafka;

import io.logcast.bench.process.Child;
import io.logcast.bench.process.Children;
import io.logcast.bench.process.JavaCommand;
import io.logcast.bench.process.JvmProbe;
import io.logcast.embedded.port.Ports;
import io.logcast.embedded.redis.RedisBinary;
import io.logcast.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka in its own process, with Logcast's topics; and a Redis, which the gateway would miss. */
public final class Broker {

    /** A topic of one partition that is nobody's. */
    public static final String RAW = "bench.raw";

    private static final int START_SECONDS = 60;
    private static final String BYTES_OUT = "kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec,topic=";

    private final Child child;
    private final int port;
    private final int jmxPort;
    private final int redisPort;

    private Broker(Child child, int port, int jmxPort, int redisPort) {
        this.child = child;
        this.port = port;
        this.jmxPort = jmxPort;
        this.redisPort = redisPort;
    }

    /** Logcast's topics and {@link #RAW} are there when it returns. */
    public static Broker start(Children children) throws IOException {
        int port = Ports.free();
        int jmxPort = Ports.free();
        List<String> jvm = new ArrayList<>(JvmProbe.options(jmxPort));
        jvm.addAll(List.of("-Xms512m", "-Xmx1g"));
        List<String> arguments =
                List.of(Integer.toString(port), children.folder("kafka-data").toString());
        Child child = children.java("kafka", JavaCommand.of(BrokerMain.class, jvm, arguments), Map.of())
                .muted();
        Broker broker = new Broker(child, port, jmxPort, redis(children));
        broker.provision();
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public String redis() {
        return "redis://127.0.0.1:" + redisPort;
    }

    public Child child() {
        return child;
    }

    /** What consumers have been sent of a topic, since the beginning. */
    public long bytesOut(String topic) throws IOException {
        try (JvmProbe probe = JvmProbe.connect(jmxPort)) {
            return probe.count(BYTES_OUT + topic, "Count");
        }
    }

    /** Clients wait for it. */
    private static int redis(Children children) throws IOException {
        int port = Ports.free();
        Path folder = children.folder("redis");
        String binary = RedisBinary.locate(folder).toString();
        children.start(
                        "redis",
                        List.of(binary, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""),
                        folder,
                        Map.of())
                .muted();
        return port;
    }

    /** Waits for the broker, too. */
    private void provision() {
        List<NewTopic> topics = new ArrayList<>(
                Topics.all().stream().map(topic -> topic.toNewTopic(1)).toList());
        topics.add(new NewTopic(RAW, 1, (short) 1));
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                START_SECONDS * 1000);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(topics).all().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            child.requireAlive();
            throw new IllegalStateException("Kafka did not come up: " + child.logTail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
