package io.logcast.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.gateway.access.Access.Denial;
import io.logcast.gateway.access.Access.Denied;
import io.logcast.gateway.access.Access.Granted;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.http.Caller;
import io.logcast.stream.Criteria;
import io.logcast.stream.EventSelector;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ChannelAccessTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    private final DefinitionSnapshot definitions =
            DefinitionSnapshot.of(List.of(stream("desk", false, "clerk"), stream("window", true)));

    @Test
    void role_ofTheStream_isEnough() {
        Access access = decide(caller(ACME, "clerk"), "desk");

        assertThat(access)
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.held()).isEqualTo(Roles.of("clerk")));
    }

    @Test
    void role_ofAnotherStream_isNot() {
        assertThat(decide(caller(ACME, "cook"), "desk")).isEqualTo(denied(Denial.ROLE_NEEDED, "desk"));
    }

    @Test
    void streamListener_maySubscribeToAll() {
        assertThat(decide(caller(ACME, "stream-listener"), "desk", "window")).isInstanceOf(Granted.class);
    }

    @Test
    void oneOfSeveralStreams_thatIsRefused_refusesAll() {
        assertThat(decide(caller(ACME, "cook"), "window", "desk")).isEqualTo(denied(Denial.ROLE_NEEDED, "desk"));
    }

    @Test
    void stream_thatIsNotThere_isSaidToItsTenantOnly() {
        assertThat(decide(caller(ACME, "clerk"), "gone")).isEqualTo(denied(Denial.UNKNOWN_STREAM, "gone"));
        assertThat(decide(caller(OTHER, "clerk"), "gone")).isEqualTo(denied(Denial.ROLE_NEEDED, "gone"));
        assertThat(decide(Optional.empty(), "gone")).isEqualTo(denied(Denial.TOKEN_NEEDED, "gone"));
    }

    @Test
    void anotherTenant_hasNoRolesHere() {
        assertThat(decide(caller(OTHER, "clerk"), "desk")).isEqualTo(denied(Denial.ROLE_NEEDED, "desk"));
        assertThat(decide(caller(OTHER, "clerk"), "window"))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.held()).isEqualTo(Roles.NONE));
    }

    @Test
    void core_mayActForAnyTenant() {
        assertThat(decide(caller(TenantId.CORE, "clerk"), "desk")).isInstanceOf(Granted.class);
    }

    @Test
    void nobody_maySubscribeToPublicStreamsOnly() {
        assertThat(decide(Optional.empty(), "window")).isInstanceOf(Granted.class);
        assertThat(decide(Optional.empty(), "desk")).isEqualTo(denied(Denial.TOKEN_NEEDED, "desk"));
    }

    @Test
    void userChannel_isItsUsersAlone() {
        Channel someone = Channel.parse("channel", "user/someone");
        Channel other = Channel.parse("channel", "user/other");

        assertThat(decide(caller(ACME), List.of(someone))).isInstanceOf(Granted.class);
        assertThat(decide(caller(ACME, "stream-listener"), List.of(other)))
                .isEqualTo(new Denied(Denial.FOREIGN_USER, other));
        assertThat(decide(caller(TenantId.CORE), List.of(someone))).isEqualTo(new Denied(Denial.FOREIGN_USER, someone));
        assertThat(decide(Optional.empty(), List.of(someone))).isEqualTo(new Denied(Denial.TOKEN_NEEDED, someone));
    }

    @Test
    void room_isForStreamListeners() {
        Channel room = Channel.parse("channel", "room/kitchen");

        assertThat(decide(caller(ACME, "stream-listener"), List.of(room))).isInstanceOf(Granted.class);
        assertThat(decide(caller(ACME, "cook"), List.of(room))).isEqualTo(new Denied(Denial.ROLE_NEEDED, room));
        assertThat(decide(caller(OTHER, "stream-listener"), List.of(room)))
                .isEqualTo(new Denied(Denial.ROLE_NEEDED, room));
    }

    @Test
    void namespace_isForItsTenantAndCore() {
        Channel namespace = Channel.parse("channel", "namespace//acme");

        assertThat(decide(caller(ACME), List.of(namespace))).isInstanceOf(Granted.class);
        assertThat(decide(caller(TenantId.CORE), List.of(namespace))).isInstanceOf(Granted.class);
        assertThat(decide(caller(OTHER, "stream-listener"), List.of(namespace)))
                .isEqualTo(new Denied(Denial.ROLE_NEEDED, namespace));
        assertThat(decide(Optional.empty(), List.of(namespace))).isEqualTo(new Denied(Denial.TOKEN_NEEDED, namespace));
    }

    private Access decide(Optional<Caller> caller, String... streams) {
        return decide(
                caller,
                Stream.of(streams).map(id -> Channel.stream(new StreamId(id))).toList());
    }

    private Access decide(Optional<Caller> caller, List<Channel> channels) {
        return ChannelAccess.decide(caller, ACME, channels, definitions);
    }

    private static Optional<Caller> caller(TenantId tenant, String... roles) {
        return Optional.of(new Caller(tenant, "someone", Roles.of(roles), Instant.MAX));
    }

    private static Denied denied(Denial denial, String stream) {
        return new Denied(denial, Channel.stream(new StreamId(stream)));
    }

    private static StreamDefinition stream(String id, boolean open, String... roles) {
        EventSelector all = new EventSelector(new EventType("a", "b"), Criteria.ANY, null, Roles.NONE);
        return new StreamDefinition(ACME, new StreamId(id), id, null, open, Roles.of(roles), List.of(all));
    }
}
