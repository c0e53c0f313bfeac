package io.logcast.node.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logcast.field.InvalidField;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private static final String SECRET = "micronaut.security.token.jwt.signatures.secret.generator.secret";

    @Test
    void settings_nothingGiven_areTheDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new KafkaSettings("127.0.0.1:9092", 0, Map.of()));
    }

    @Test
    void settings_allGiven_areBound() {
        KafkaSettings settings = bound(Map.of(
                "logcast.kafka.bootstrap-servers", "a:1,b:2",
                "logcast.kafka.replication", "3",
                "logcast.kafka.properties.security.protocol", "SSL",
                "logcast.kafka.properties.client.dns.lookup", "use_all_dns_ips"));

        assertThat(settings)
                .isEqualTo(new KafkaSettings(
                        "a:1,b:2", 3, Map.of("security.protocol", "SSL", "client.dns.lookup", "use_all_dns_ips")));
    }

    @Test
    void bootstrapServers_empty_isRefusedByName() {
        assertThatThrownBy(() -> KafkaSettings.at(""))
                .isInstanceOf(InvalidField.class)
                .hasMessage("logcast.kafka.bootstrap-servers is required");
    }

    @Test
    void client_ownProperties_winOverOurs() {
        KafkaSettings settings = new KafkaSettings("a:1", 0, Map.of("reconnect.backoff.max.ms", "7"));

        assertThat(settings.client("me"))
                .containsEntry("bootstrap.servers", "a:1")
                .containsEntry("client.id", "me")
                .containsEntry("reconnect.backoff.max.ms", "7");
    }

    private static KafkaSettings bound(Map<String, Object> properties) {
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of(SECRET, "x".repeat(32)))
                .propertySources(io.micronaut.context.env.PropertySource.of("given", properties))
                .start()) {
            return context.getBean(KafkaSettings.class);
        }
    }
}
