package io.logcast.node.event;

import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.json.MalformedJson;
import io.logcast.node.append.AppendSettings;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.testkit.KafkaFixture;
import io.logcast.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class KafkaEventLogTest extends EventLogContract {

    private KafkaFixture kafka;
    private BrokerWatch watch;
    private Appender appender;
    private EventLog log;

    @BeforeEach
    void start() throws Exception {
        kafka = KafkaFixture.start();
        KafkaSettings settings = KafkaSettings.at(kafka.bootstrapServers());
        watch = BrokerWatch.start(settings, Topics.all());
        watch.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
        appender = Appender.start(settings, new AppendSettings(AppendSettings.MIN_IN_FLIGHT_BYTES), watch);
        log = new KafkaEventLog(appender, () -> 7);
    }

    @AfterEach
    void close() throws Exception {
        appender.close();
        watch.close();
        kafka.close();
    }

    @Override
    EventLog log() {
        return log;
    }

    @Override
    List<Event> kept(int count) {
        return kafka.read(Topics.EVENTS, count).stream()
                .map(KafkaEventLogTest::decode)
                .toList();
    }

    private static Event decode(ConsumerRecord<String, byte[]> written) {
        try {
            return CloudEventCodec.decode(written.headers(), written.value(), Instant.EPOCH);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}
