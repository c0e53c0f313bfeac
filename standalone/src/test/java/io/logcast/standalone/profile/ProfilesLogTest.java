package io.logcast.standalone.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.standalone.KillableGateway;
import io.logcast.standalone.SocketIoGateways;
import io.logcast.testkit.KafkaAccess;
import io.logcast.testkit.SseFrame;
import io.logcast.testkit.SseRecorder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What comes through the door of a former service is in the log, like everything else. */
final class ProfilesLogTest {

    private static final int BEFORE = 7;
    private static final int AFTER = 8;

    private static KillableGateway gateway;
    private static SeedPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        Map<String, Object> properties = new HashMap<>(SeedPlatform.doors());
        // What the tests of Socket.IO have there is in the way of a profile's.
        properties.put(SocketIoGateways.PREFIX + "namespaces[0].name", "/not-axr");
        gateway = KillableGateway.start(properties);
        platform = new SeedPlatform(gateway.url("/"), gateway.redis());
        platform.defineStream();
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        gateway.close();
    }

    /** One walk through all doors, since a gateway is killed in the middle of it. */
    @Test
    void message_ofEachDoor_isSeenByAnalytics_replayed_andThereAfterAKill() throws Exception {
        Map<SeedDoor, String> cursors = new EnumMap<>(SeedDoor.class);
        for (SeedDoor door : SeedDoor.values()) {
            cursors.put(door, cursor(door));
            publish(door, BEFORE);
            assertInTopic(door, BEFORE);
            assertReplayed(door, cursors.get(door), BEFORE);
        }

        gateway.killAndRestart();

        for (SeedDoor door : SeedDoor.values()) {
            publish(door, AFTER);
            assertReplayed(door, cursors.get(door), BEFORE, AFTER);
        }
    }

    /** Where the log is now, for a client of Logcast itself. */
    private static String cursor(SeedDoor door) throws Exception {
        try (SseRecorder client = platform.subscribe(door, Map.of())) {
            return client.awaitFrames(1).get(0).id();
        }
    }

    /** To somebody who listens there: a channel of Redis that nobody wants to hear is heard by nobody. */
    private static void publish(SeedDoor door, int number) throws Exception {
        try (SeedListener client = door.listen(platform)) {
            door.publish(platform, number);
            client.await(number);
            assertThat(client.count(number)).as(door.name()).isEqualTo(1);
        }
    }

    private static void assertInTopic(SeedDoor door, int number) {
        KafkaAccess kafka = gateway::bootstrapServers;
        try (KafkaConsumer<String, byte[]> analytics = kafka.consumer()) {
            analytics.assign(analytics.partitionsFor(door.topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            analytics.seekToBeginning(analytics.assignment());
            Awaitility.await(door + " in " + door.topic).until(() -> {
                for (ConsumerRecord<String, byte[]> found : analytics.poll(Duration.ofMillis(200))) {
                    if (door.is(found, number)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    private static void assertReplayed(SeedDoor door, String cursor, int... numbers) throws Exception {
        try (SseRecorder client = platform.subscribe(door, Map.of("Last-Event-ID", cursor))) {
            assertThat(client.awaitMessages(numbers.length)).as(door.name()).hasSize(numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                assertThat(SeedDoor.has(client.messages().get(i), numbers[i])).isTrue();
            }
            assertThat(client.events()).extracting(SseFrame::event).doesNotContain("logcast.gap");
        }
    }
}
