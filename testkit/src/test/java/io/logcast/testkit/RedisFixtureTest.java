package io.logcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

final class RedisFixtureTest {

    @Test
    void redis_goesAwayAndComesBack() throws Exception {
        try (RedisFixture redis = RedisFixture.create()) {
            redis.start();
            redis.stop();
            assertThatThrownBy(() -> connect(redis)).isInstanceOf(IOException.class);

            redis.start();

            assertThat(connect(redis)).isTrue();
        }
    }

    private static boolean connect(RedisFixture redis) throws IOException {
        try (Socket socket = new Socket(redis.uri().getHost(), redis.uri().getPort())) {
            return socket.isConnected();
        }
    }
}
