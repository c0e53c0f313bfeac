package io.logcast.gateway.profile.acceleratxr.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PushUsersTest {

    private final PushUsers users = new PushUsers(
            new PushSettings("/push", Duration.ofSeconds(2), List.of(), List.of(), List.of(), 2, 3, 65_536));

    @Test
    void sockets_areCountedForEachUser() {
        assertThat(users.enter("ann")).isTrue();
        assertThat(users.enter("ann")).isTrue();
        assertThat(users.enter("ann")).isFalse();
        assertThat(users.enter("bob")).isTrue();

        users.leave("ann", List.of("ann"));
        assertThat(users.enter("ann")).isTrue();
    }

    @Test
    void channels_areCountedOnce_overAllSockets() {
        users.enter("ann");
        users.enter("ann");

        assertThat(users.take("ann", "a")).isTrue();
        assertThat(users.take("ann", "b")).isTrue();
        assertThat(users.take("ann", "c")).isFalse();
        assertThat(users.take("ann", "b")).isTrue();
        users.drop("ann", "b");
        assertThat(users.take("ann", "c")).isFalse();
        users.drop("ann", "b");
        assertThat(users.take("ann", "c")).isTrue();
    }

    @Test
    void userWhoHasGone_leavesNothing() {
        users.enter("ann");
        users.enter("ann");
        users.take("ann", "a");

        users.leave("ann", List.of("ann", "a"));
        users.leave("ann", List.of("ann"));

        assertThat(users.isEmpty()).isTrue();
    }
}
