package io.logcast.gateway.profile.acceleratxr.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PushSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "push,2000,admin,10,50,65536,path",
        "/push/,2000,admin,10,50,65536,path",
        "/push,99,admin,10,50,65536,login-timeout",
        "/push,60001,admin,10,50,65536,login-timeout",
        "/push,2000,'a,b',10,50,65536,listeners",
        "/push,2000,admin,0,50,65536,max-sockets",
        "/push,2000,admin,10,100001,65536,max-subscriptions",
        "/push,2000,admin,10,50,4095,max-message-bytes"
    })
    void nonsense_isRefusedByItsKey(
            String path, long timeout, String role, int sockets, int subscriptions, int bytes, String key) {
        assertThatThrownBy(() -> new PushSettings(
                        path,
                        Duration.ofMillis(timeout),
                        List.of(role),
                        List.of(),
                        List.of(),
                        sockets,
                        subscriptions,
                        bytes))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("logcast.profiles.acceleratxr.push." + key + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/push", "/push/", "/push/connect", "/push?jwt_token=a", "/push/connect?a"})
    void webSockets_areAtThePath(String uri) {
        assertThat(settings().isAt(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/pushy", "/push/x", "/push//", "/a/push"})
    void others_areElsewhere(String uri) {
        assertThat(settings().isAt(uri)).isFalse();
    }

    @Test
    void emptyLists_areNoNames() {
        assertThat(settings().rooms()).isEmpty();
    }

    private static PushSettings settings() {
        return new PushSettings(
                "/push", Duration.ofSeconds(2), List.of("admin"), List.of("admin"), List.of(""), 10, 50, 65_536);
    }
}
