package io.logcast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

final class KafkaFixtureTest {

    @Test
    void kafka_keepsWhatItAcknowledged() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.start()) {
            appendAndRead(kafka);
        }
    }

    /** Where there is no Docker the answer is a failure with a reason; where there is one, the container has to work. */
    @Test
    void containers_startOrFailWithAReason() throws Exception {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            try (KafkaFixture kafka = KafkaFixture.start("containers")) {
                appendAndRead(kafka);
            }
        } else {
            assertThatThrownBy(() -> KafkaFixture.start("containers"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("needs a Docker engine");
        }
    }

    @Test
    void choice_thatIsUnknown_isRefused() {
        assertThatThrownBy(() -> KafkaFixture.start("mock")).hasMessageContaining("must be jvm or containers");
    }

    @Test
    void broker_thatIsStoppedAndStarted_hasItsRecords() throws Exception {
        try (StoppableBroker broker = StoppableBroker.create()) {
            broker.start();
            appendAndRead(broker);

            broker.stop();
            broker.start();

            assertThat(broker.read("topic", 1)).hasSize(1);
        }
    }

    private static void appendAndRead(KafkaAccess kafka) throws Exception {
        kafka.createTopic("topic", 2, Map.of());
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>("topic", "key", "value".getBytes(UTF_8)))
                    .get();
        }
        assertThat(kafka.read("topic", 1).get(0).value()).asString(UTF_8).isEqualTo("value");
    }
}
