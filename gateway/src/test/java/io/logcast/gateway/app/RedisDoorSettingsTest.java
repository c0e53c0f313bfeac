package io.logcast.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.gateway.redis.RedisSettings;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import org.junit.jupiter.api.Test;

final class RedisDoorSettingsTest {

    @Test
    void defaults_areThoseOfTheDoor() {
        assertThat(new RedisDoorSettings("listen", "log", "socket.io", 1_000_000, 10_000, false).toRedis())
                .isEqualTo(RedisSettings.DEFAULT);
    }

    @Test
    void each_isHandedOver() {
        assertThat(new RedisDoorSettings("peer", "direct", "app", 1, 2, true).toRedis())
                .isEqualTo(new RedisSettings(Mode.PEER, Route.DIRECT, "app", 1, 2, true));
    }

    @Test
    void what_makesNoSense_isRefusedByItsName() {
        assertThatThrownBy(() -> new RedisDoorSettings("Peer", "log", "app", 1, 1, false))
                .hasMessageContaining("logcast.redis.mode")
                .hasMessageContaining("[off, listen, peer]");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "kafka", "app", 1, 1, false))
                .hasMessageContaining("logcast.redis.emitter");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "", 1, 1, false))
                .hasMessageContaining("logcast.redis.key");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "app", 0, 1, false))
                .hasMessageContaining("logcast.redis.max-message-bytes");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "app", 1, 0, false))
                .hasMessageContaining("logcast.redis.max-in-flight");
    }
}
