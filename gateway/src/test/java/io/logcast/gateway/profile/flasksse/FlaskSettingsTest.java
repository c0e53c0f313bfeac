package io.logcast.gateway.profile.flasksse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.event.TenantId;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemException;
import io.logcast.stream.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlaskSettingsTest {

    private static final Duration NONE = Duration.ZERO;

    @ParameterizedTest
    @CsvSource({"a/b,/stream,sse,0,tenant", "acme,stream,sse,0,path", "acme,/,sse,0,path", "acme,/stream,sse,-1,replay"
    })
    void nonsense_isRefusedByItsKey(String tenant, String path, String channel, int replay, String key) {
        assertThatThrownBy(() -> new FlaskSettings(tenant, true, path, List.of(channel), Duration.ofSeconds(replay)))
                .hasMessageContaining("logcast.profiles.flasksse." + key);
        assertThatThrownBy(() -> new FlaskSettings("acme", true, "/stream", List.of("x".repeat(257)), NONE))
                .hasMessageContaining("logcast.profiles.flasksse.channels");
        assertThatThrownBy(() -> new FlaskRule(0, null, List.of()))
                .hasMessageContaining("logcast.profiles.flasksse.rules.channel");
    }

    @Test
    void channel_withoutARule_isForEverybody_onlyIfTheDoorIsOpen() {
        assertThat(access(true).admit("any", Optional.empty())).isNull();
        assertThatThrownBy(() -> access(false).admit("any", Optional.of(caller("acme", "admin"))))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void channel_withARule_isForItsRoles_asLongAsTheTokenIsValid() {
        FlaskAccess access = access(false, new FlaskRule(1, "a*z", List.of("admin")), new FlaskRule(0, "a.*.z", null));

        assertThat(access.admit("a.b\nc.z", Optional.empty())).isNull();
        assertThat(access.admit("abz", Optional.of(caller("acme", "admin")))).isPositive();
        assertThat(access.admit("abz", Optional.of(caller("core", "admin")))).isPositive();
        assertThatThrownBy(() -> access.admit("abz", Optional.of(caller("globex", "admin"))))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> access.admit("abz", Optional.of(caller("acme", "guest"))))
                .isInstanceOf(ProblemException.class);
    }

    private static FlaskAccess access(boolean open, FlaskRule... rules) {
        return new FlaskAccess(new FlaskSettings("acme", open, "/stream", List.of(), NONE), List.of(rules));
    }

    private static Caller caller(String tenant, String role) {
        return new Caller(
                new TenantId(tenant), "ann", Roles.of(role), Instant.now().plusSeconds(60));
    }
}
