package io.logcast.node.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.warning.Seldom;
import io.logcast.testkit.StoppableBroker;
import io.logcast.topic.TopicSpec;
import io.logcast.topic.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class TableReaderTest {

    private final Queue<CompletableFuture<List<String>>> requests = new ArrayDeque<>();
    private final List<List<String>> published = new ArrayList<>();
    private StoppableBroker broker;
    private TopicReading topic;
    private TableReader<List<String>> reader;

    @BeforeEach
    void start() throws Exception {
        broker = StoppableBroker.create();
        broker.start();
        TopicSpec spec = Topics.webhooks();
        broker.createTopic(spec.name(), spec.partitions(), spec.configs());
        topic = new TopicReading(KafkaSettings.at(broker.bootstrapServers()), spec.name(), "reader");
        reader = new TableReader<>(
                topic,
                requests,
                new Keys(),
                List.of(),
                (snapshot, position) -> published.add(snapshot),
                new Seldom(LoggerFactory.getLogger(TableReaderTest.class)));
    }

    @AfterEach
    void close() throws Exception {
        topic.close();
        broker.close();
    }

    /** Each request wakes the reader, and here the next one comes while it asks for the end because of the last. */
    @Test
    void requestsThatComeAllTheTime_doNotKeepTheTableFromReading() throws Exception {
        write("a");
        while (!published.contains(List.of("a"))) {
            wakeByARequest();
        }

        write("b");
        CompletableFuture<List<String>> request = wakeByARequest();
        while (!request.isDone()) {
            wakeByARequest();
        }

        assertThat(request.join()).containsExactly("a", "b");
    }

    @Test
    void requestsWhoseTimeIsOver_areLetGoOf_alsoWhileKafkaIsAway() throws Exception {
        CompletableFuture<List<String>> over = new CompletableFuture<>();
        CompletableFuture<List<String>> open = new CompletableFuture<>();
        requests.add(over);
        requests.add(open);
        broker.stop();

        reader.readOn();
        over.cancel(false);
        reader.readOn();
        reader.handBack();

        assertThat(requests).containsExactly(open);
    }

    private CompletableFuture<List<String>> wakeByARequest() throws InterruptedException {
        CompletableFuture<List<String>> request = new CompletableFuture<>();
        requests.add(request);
        topic.wakeup();
        reader.readOn();
        return request;
    }

    private void write(String key) throws Exception {
        try (KafkaProducer<String, byte[]> producer = broker.producer()) {
            producer.send(new ProducerRecord<>(Topics.WEBHOOKS, 0, key, key.getBytes(UTF_8)))
                    .get();
        }
    }

    private static final class Keys implements TableCopy<List<String>> {

        private final List<String> all = new ArrayList<>();

        @Override
        public void apply(ConsumerRecord<String, byte[]> written) {
            all.add(written.key());
        }

        @Override
        public List<String> snapshot() {
            return List.copyOf(all);
        }
    }
}
