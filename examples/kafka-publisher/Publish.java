import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A microservice that publishes straight to Kafka: CloudEvents in structured and in binary mode, without Logcast's code. */
public final class Publish {

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", arguments[0], "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            print("structured", producer.send(structured()).get());
            print("binary", producer.send(binary()).get());
        }
    }

    /** Everything in the value. */
    private static ProducerRecord<String, String> structured() {
        String event = """
                {"specversion":"1.0","id":"%s","source":"/examples","type":"demo:greeted","tenant":"dev",
                 "datacontenttype":"application/json","data":{"text":"hello, structured"}}
                """.formatted(UUID.randomUUID());
        ProducerRecord<String, String> record = new ProducerRecord<>("logcast.events", "dev/greetings", event);
        return with(record, "content-type", "application/cloudevents+json");
    }

    /** The payload in the value, the attributes in headers. */
    private static ProducerRecord<String, String> binary() {
        ProducerRecord<String, String> record =
                new ProducerRecord<>("logcast.events", "dev/greetings", "{\"text\":\"hello, binary\"}");
        with(record, "ce_specversion", "1.0");
        with(record, "ce_id", UUID.randomUUID().toString());
        with(record, "ce_source", "/examples");
        with(record, "ce_type", "demo:greeted");
        with(record, "ce_tenant", "dev");
        return with(record, "content-type", "application/json");
    }

    private static ProducerRecord<String, String> with(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
        return record;
    }

    private static void print(String mode, RecordMetadata at) {
        System.out.println(mode + " event at " + at);
    }
}
