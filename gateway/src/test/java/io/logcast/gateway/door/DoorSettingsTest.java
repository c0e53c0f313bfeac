package io.logcast.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import io.logcast.gateway.engineio.EngineSettings;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class DoorSettingsTest {

    private static final Duration TIME = Duration.ofSeconds(1);
    private static final List<String> PATHS = List.of("/socket.io/");
    private static final List<String> BOTH = List.of("polling", "websocket");

    @Test
    void engine_isWhatWasSet() {
        EngineSettings usual = EngineSettings.DEFAULT;
        DoorSettings settings = new DoorSettings(
                List.of("/a/", "/b/c"),
                usual.pingInterval(),
                usual.pingTimeout(),
                usual.maxPayload(),
                usual.upgradeTimeout(),
                usual.queueLimit(),
                usual.eio3(),
                BOTH);

        assertThat(settings.engine()).isEqualTo(usual);
        assertThat(settings.enginePaths().bare()).containsExactlyInAnyOrder("/a", "/b/c");
    }

    @Test
    void nonsense_isRefusedByName() {
        assertRefused("paths", () -> settings(List.of(), TIME, TIME, 1000, 1000, BOTH));
        assertRefused("paths", () -> settings(List.of("/"), TIME, TIME, 1000, 1000, BOTH));
        assertRefused("paths", () -> settings(List.of("socket.io"), TIME, TIME, 1000, 1000, BOTH));
        assertRefused("ping-interval", () -> settings(PATHS, Duration.ZERO, TIME, 1000, 1000, BOTH));
        assertRefused("ping-timeout", () -> settings(PATHS, TIME, Duration.ofHours(2), 1000, 1000, BOTH));
        assertRefused("max-payload", () -> settings(PATHS, TIME, TIME, 999, 1000, BOTH));
        assertRefused("queue", () -> settings(PATHS, TIME, TIME, 1000, -1, BOTH));
        assertRefused("transports", () -> settings(PATHS, TIME, TIME, 1000, 1000, List.of()));
        assertRefused("transports", () -> settings(PATHS, TIME, TIME, 1000, 1000, List.of("webtransport")));
        assertRefused("cors.origins", () -> new CorsSettings(List.of("example.com"), false));
        assertRefused("cors.origins", () -> new CorsSettings(List.of("https://example.com/"), false));
    }

    @Test
    void origins_none_isWrittenAsNothing() {
        assertThat(new CorsSettings(List.of(""), false).origins()).isEmpty();
    }

    private static DoorSettings settings(
            List<String> paths, Duration interval, Duration timeout, int payload, long queue, List<String> transports) {
        return new DoorSettings(paths, interval, timeout, payload, TIME, queue, true, transports);
    }

    private static void assertRefused(String setting, ThrowingCallable creation) {
        assertThatThrownBy(creation)
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("logcast.gateway.socketio." + setting + " ");
    }
}
