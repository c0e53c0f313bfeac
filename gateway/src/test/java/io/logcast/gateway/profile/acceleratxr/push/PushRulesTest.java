package io.logcast.gateway.profile.acceleratxr.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PushRulesTest {

    private final PushRules rules =
            new PushRules(Roles.of("admin"), Roles.of("admin", "event-sender"), List.of("game-*", "lobby"));

    @Test
    void user_hasHisOwnChannel_andNoOther() {
        assertThat(rules.mayListen(caller("ann"), "ann")).isTrue();
        assertThat(rules.mayListen(caller("ann", "user", "stream-listener"), "bob"))
                .isFalse();
        assertThat(rules.mayListen(caller("ann"), "game-7")).isFalse();
    }

    @Test
    void trustedRole_hasAll_andListenersHaveRooms() {
        assertThat(rules.mayListen(caller("root", "admin"), "bob")).isTrue();
        assertThat(rules.mayListen(caller("root", "admin"), "game-7")).isTrue();
        assertThat(rules.mayListen(caller("ann", "stream-listener"), "game-7")).isTrue();
        assertThat(rules.mayListen(caller("ann", "stream-listener"), "lobby")).isTrue();
        assertThat(rules.mayListen(caller("ann", "stream-listener"), "lobby-2")).isFalse();
    }

    @Test
    void nameThatNoChannelHas_isNobodys() {
        for (String name : List.of("", "x".repeat(257), "a\nb", "a\u0085b")) {
            assertThat(rules.mayListen(caller("root", "admin"), name)).isFalse();
            assertThatThrownBy(() -> rules.target(name)).isInstanceOf(InvalidField.class);
        }
    }

    @Test
    void channel_isTheUserOfThatName_orARoom() {
        assertThat(rules.target("ann")).hasToString("user/ann");
        assertThat(rules.target("game-7")).hasToString("room/game-7");
        assertThat(rules.heard("ann")).extracting(Channel::toString).containsExactlyInAnyOrder("user/ann", "room/ann");
        assertThat(rules.heard("game-7")).extracting(Channel::toString).containsExactly("room/game-7");
    }

    @Test
    void posting_isForSenders() {
        assertThat(rules.maySend(caller("ann", "user"))).isFalse();
        assertThat(rules.maySend(caller("ann", "event-sender"))).isTrue();
        assertThat(rules.maySend(caller("ann", "admin"))).isTrue();
        assertThat(new PushRules(Roles.NONE, Roles.NONE, List.of()).maySend(caller("ann", "admin")))
                .isFalse();
    }

    private static Caller caller(String uid, String... roles) {
        return new Caller(new TenantId("acme"), uid, Roles.of(roles), Instant.MAX);
    }
}
