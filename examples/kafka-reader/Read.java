import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** An analytics consumer: reads what subscribers of one channel were shown, from the beginning, by the contract of the topic. */
public final class Read {

    public static void main(String[] arguments) {
        String bootstrap = arguments[0];
        String key = arguments[1];
        int count = Integer.parseInt(arguments[2]);
        // Deliveries are written in transactions: without read_committed one would see those that were taken back.
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("logcast.deliveries").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (count > 0) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.key().equals(key) && count-- > 0) {
                        print(record);
                    }
                }
            }
        }
    }

    /** Whoever shows a delivery to people has to respect its roles; this one shows them. */
    private static void print(ConsumerRecord<String, String> record) {
        System.out.println(record.partition() + "@" + record.offset() + " " + header(record, "type") + " for "
                + header(record, "roles") + ": " + record.value());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "everybody" : new String(header.value(), UTF_8);
    }
}
