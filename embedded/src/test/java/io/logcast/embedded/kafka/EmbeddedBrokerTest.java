package io.logcast.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.embedded.port.PortTaken;
import io.logcast.embedded.port.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {

    private static final String TOPIC = "kept";

    @TempDir
    private Path data;

    private final int port = Ports.free();

    @Test
    void close_andStartOnTheSameFolder_keepsRecordsAndCluster() throws Exception {
        String cluster;
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(port, data))) {
            createTopic(broker);
            append(broker, "a", "b");
            cluster = clusterId(broker);
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(port, data))) {
            assertThat(read(broker, 2)).containsExactly("a", "b");
            assertThat(clusterId(broker)).isEqualTo(cluster);
        }
    }

    @Test
    void kill_ofItsProcess_losesNothingAcknowledged() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        Integer.toString(port),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        awaitReady(process);
        createTopic(bootstrap());
        append(bootstrap(), "a", "b", "c");

        process.destroyForcibly().waitFor();

        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.of(port, data))) {
            assertThat(read(broker, 3)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void start_onATakenPort_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.of(taken.getLocalPort(), data)))
                    .isInstanceOf(PortTaken.class)
                    .hasMessage("port " + taken.getLocalPort() + " (Kafka) is taken");
        }
    }

    @Test
    void start_onAFolderInUse_saysSoAndLeavesTheFirstAlone() throws Exception {
        try (EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.of(port, data))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.of(Ports.free(), data)))
                    .isInstanceOf(FolderInUse.class)
                    .hasMessageContaining(data.toString());
            assertThat(clusterId(first)).isNotEmpty();
        }
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("READY")) {
                return;
            }
        }
        throw new AssertionError("the broker's process ended with " + process.exitValue());
    }

    private String bootstrap() {
        return "127.0.0.1:" + port;
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        createTopic(broker.bootstrapServers());
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static String clusterId(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void append(EmbeddedBroker broker, String... values) throws Exception {
        append(broker.bootstrapServers(), values);
    }

    private static void append(String bootstrap, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
        }
    }

    private static List<String> read(EmbeddedBroker broker, int count) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
            return values;
        }
    }
}
