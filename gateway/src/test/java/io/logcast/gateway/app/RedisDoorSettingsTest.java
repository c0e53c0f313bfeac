package io.logcast.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.gateway.redis.RedisSettings;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RedisDoorSettingsTest {

    private static final List<String> NONE = List.of();

    @Test
    void defaults_areThoseOfTheDoor() {
        assertThat(new RedisDoorSettings("listen", "log", "socket.io", 1_000_000, 10_000, false, List.of(), List.of())
                        .toRedis())
                .isEqualTo(RedisSettings.DEFAULT);
    }

    @Test
    void each_isHandedOver() {
        assertThat(new RedisDoorSettings("peer", "direct", "app", 1, 2, true, List.of("s"), List.of("/n")).toRedis())
                .isEqualTo(new RedisSettings(Mode.PEER, Route.DIRECT, "app", 1, 2, true, List.of("s"), List.of("/n")));
    }

    @Test
    void what_makesNoSense_isRefusedByItsName() {
        List<String> tooMany =
                IntStream.range(0, 101).mapToObj(Integer::toString).toList();

        assertThatThrownBy(() -> new RedisDoorSettings("Peer", "log", "app", 1, 1, false, NONE, NONE))
                .hasMessageContaining("logcast.redis.mode")
                .hasMessageContaining("[off, listen, peer]");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "kafka", "app", 1, 1, false, NONE, NONE))
                .hasMessageContaining("logcast.redis.emitter");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "", 1, 1, false, NONE, NONE))
                .hasMessageContaining("logcast.redis.key");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "app", 0, 1, false, NONE, NONE))
                .hasMessageContaining("logcast.redis.max-message-bytes");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "app", 1, 0, false, NONE, NONE))
                .hasMessageContaining("logcast.redis.max-in-flight");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "app", 1, 1, false, tooMany, NONE))
                .hasMessageContaining("logcast.redis.streams");
        assertThatThrownBy(() -> new RedisDoorSettings("peer", "log", "app", 1, 1, false, NONE, List.of("axr")))
                .hasMessageContaining("logcast.redis.sharded");
    }
}
