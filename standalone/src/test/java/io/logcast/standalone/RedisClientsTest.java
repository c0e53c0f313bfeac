package io.logcast.standalone;

import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.RedisFixture;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is left of a gateway's connections to Redis when it has gone. */
final class RedisClientsTest {

    @Test
    void gateway_thatIsClosed_leavesNoThreadOfRedisBehind() throws Exception {
        Set<Object> before = threads();
        try (KafkaFixture kafka = KafkaFixture.start();
                RedisFixture redis = RedisFixture.create()) {
            Map<String, Object> properties = Map.of("redis.uri", redis.uri().toString());
            Services away = Services.on(kafka, properties);
            away.awaitReady();
            away.close();
            awaitNoneBut(before);

            redis.start();
            Services up = Services.on(kafka, properties);
            up.awaitReady();
            up.close();
            awaitNoneBut(before);

            Services gone = Services.on(kafka, properties);
            gone.awaitReady();
            redis.stop();
            gone.close();
            awaitNoneBut(before);
        }
    }

    private static void awaitNoneBut(Set<Object> before) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> before.containsAll(threads()));
    }

    /** Of lettuce's the pools, for those of another test's platform may get another thread at any time. */
    private static Set<Object> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(lettuce-|logcast-redis|logcast-recent).*"))
                .map(thread -> thread.getName().startsWith("lettuce-")
                        ? thread.getName().replaceFirst("-\\d+$", "")
                        : thread)
                .collect(Collectors.toSet());
    }
}
