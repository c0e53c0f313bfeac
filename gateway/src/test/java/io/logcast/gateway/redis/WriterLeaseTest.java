package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.logcast.gateway.redis.WriterLease.Turn;
import io.logcast.testkit.RedisFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real Redis. */
final class WriterLeaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private RedisFixture redis;
    private RedisClient client;
    private RedisLink link;
    private WriterLease lease;

    @BeforeEach
    void start() throws IOException {
        redis = RedisFixture.create();
        redis.start();
        client = RedisClient.create(redis.uri().toString());
        link = RedisLink.start(client);
        Post post = new Post(link, new RedisCounters());
        lease = new WriterLease(link, post, new Channels("socket.io"), "here", timer);
        lease.start(() -> {}, () -> {});
        await().atMost(PATIENCE).until(link::isUp);
    }

    @AfterEach
    void stop() throws Exception {
        timer.shutdownNow();
        link.close();
        client.shutdown();
        redis.close();
    }

    @Test
    void gateway_thatHearsEverything_becomesTheWriter() {
        lease.hears(lease.timesDeaf());

        assertThat(lease.isHearing()).isTrue();
        await().atMost(PATIENCE).until(() -> lease.turn() == Turn.MINE);
    }

    /** Found out on one thread, while the connection breaks on another. */
    @Test
    void gateway_thatHeardEverythingBeforeItMissedSomething_isStillDeaf() {
        long before = lease.timesDeaf();
        lease.isDeaf();

        lease.hears(before);
        assertThat(lease.isHearing()).isFalse();

        lease.hears(lease.timesDeaf());
        assertThat(lease.isHearing()).isTrue();
    }
}
