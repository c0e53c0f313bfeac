package io.logcast.gateway.profile.acceleratxr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class AcceleratxrSettingsTest {

    private static final String SECRET = "a-secret-for-tests-that-has-more-than-32-bytes";

    @Test
    void everybody_isInTwoRooms() {
        assertThat(settings("/axr", "acme", SECRET, "/notifications/").rule().rooms())
                .containsExactly("allusers", "{user}");
        assertThat(settings("/axr", "acme", SECRET, "/notifications/")
                        .enginePaths()
                        .bare())
                .containsExactly("/notifications");
    }

    @Test
    void nonsense_isRefusedByName() {
        assertRefused("namespace", () -> settings("axr", "acme", SECRET, "/n"));
        assertRefused("tenant", () -> settings("/axr", "", SECRET, "/n").rule());
        assertRefused("secret", () -> settings("/axr", "acme", "short", "/n").tokens());
        assertRefused("secret", () -> settings("/axr", "acme", "", "/n").tokens());
        assertRefused("paths", () -> settings("/axr", "acme", SECRET, "n").enginePaths());
    }

    @Test
    void secret_isNeverPrinted() {
        assertThat(settings("/axr", "acme", SECRET, "/n")).asString().doesNotContain(SECRET);
    }

    private static AcceleratxrSettings settings(String namespace, String tenant, String secret, String path) {
        return new AcceleratxrSettings(namespace, tenant, secret, "", "", List.of(path));
    }

    private static void assertRefused(String setting, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("logcast.profiles.acceleratxr." + setting + " ");
    }
}
