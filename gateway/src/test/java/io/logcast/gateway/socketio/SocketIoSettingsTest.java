package io.logcast.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SocketIoSettingsTest {

    @Test
    void defaults_areThoseOfSocketIo() {
        SocketIoSettings settings = SocketIoSettings.DEFAULT;

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.maxAttachments()).isEqualTo(10);
        assertThat(settings.maxDepth()).isEqualTo(500);
    }

    @Test
    void times_mustBeSensible() {
        assertThatThrownBy(() -> SocketIoSettings.DEFAULT.withConnectTimeout(Duration.ZERO))
                .hasMessage("connect-timeout must be 10ms to 1h");
    }

    @Test
    void limits_mustBeLimits() {
        assertThatThrownBy(() -> limits(0, 1)).hasMessage("max-attachments must be 1 to 99");
        assertThatThrownBy(() -> limits(1, 1000)).hasMessage("max-depth must be 1 to 900");
    }

    private static SocketIoSettings limits(int attachments, int depth) {
        return new SocketIoSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, 1, attachments, depth);
    }
}
