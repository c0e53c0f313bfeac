package io.logcast.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.logcast.event.EventType;
import io.logcast.gateway.ingress.ClientEvent;
import io.logcast.node.app.Launch;
import io.logcast.stream.Roles;
import io.logcast.testkit.Tokens;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClientEventSettingsTest {

    /** The discard port: nothing of ours listens there. */
    private static final int NOBODY = 9;

    @Test
    void list_isReadInItsOrder_rolesDefaultToEventSender() {
        assertThat(events(List.of(
                        Map.of("name", "order placed", "type", "shop:order-placed"),
                        Map.of("name", "audit", "type", "shop:audit", "roles", List.of("auditor", "admin")))))
                .containsExactlyInAnyOrder(
                        new ClientEvent("order placed", EventType.parse("shop:order-placed"), Roles.of("event-sender")),
                        new ClientEvent("audit", EventType.parse("shop:audit"), Roles.of("auditor", "admin")));
    }

    @Test
    void noSetting_isNoEvent() {
        assertThat(events(List.of())).isEmpty();
    }

    @Test
    void event_thatIsIncomplete_stopsTheStartAndNamesItsSetting() {
        assertThat(refusal(Map.of("name", "n"))).contains("logcast.gateway.socketio.client-events.type is required");
        assertThat(refusal(Map.of("type", "a:b"))).contains("logcast.gateway.socketio.client-events.name is required");
        assertThat(refusal(Map.of("name", "n", "type", "a:b", "roles", "")))
                .contains("logcast.gateway.socketio.client-events.role is required");
    }

    private static Optional<String> refusal(Map<String, Object> event) {
        return Launch.reasonOf(catchThrowable(() -> events(List.of(event))));
    }

    private static List<ClientEvent> events(List<Map<String, Object>> settings) {
        Map<String, Object> properties = Map.of(
                "logcast.gateway.socketio.client-events",
                settings,
                "logcast.kafka.bootstrap-servers",
                "127.0.0.1:" + NOBODY,
                "micronaut.security.token.jwt.signatures.secret.generator.secret",
                Tokens.DEFAULT.secret());
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(properties)
                .start()) {
            return context.getBeansOfType(ClientEventSettings.class).stream()
                    .map(ClientEventSettings::event)
                    .toList();
        }
    }
}
