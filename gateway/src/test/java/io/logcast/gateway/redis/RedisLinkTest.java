package io.logcast.gateway.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.logcast.testkit.RedisFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RedisLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void link_findsARedisThatComesLate_andOneThatComesBack() throws Exception {
        try (RedisFixture redis = RedisFixture.create()) {
            RedisClient client = RedisClient.create(redis.uri().toString());
            RedisLink link = RedisLink.start(client);
            try {
                redis.start();
                await().atMost(PATIENCE).until(link::isUp);

                redis.stop();
                await().atMost(PATIENCE).until(() -> !link.isUp());

                redis.start();
                await().atMost(PATIENCE).until(link::isUp);
            } finally {
                link.close();
                client.shutdown();
            }
        }
    }
}
