package io.logcast.node.broker;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where Kafka is and how its clients are set up.
 *
 * @param bootstrapServers {@code host:port}, joined by commas
 * @param replication copies of each partition of a topic that we make; less than 1 means the broker's default
 * @param properties handed to every client as they are, for example {@code security.protocol}; they win over ours
 */
@Context
@ConfigurationProperties("logcast.kafka")
public record KafkaSettings(
        @Bindable(defaultValue = "127.0.0.1:9092") String bootstrapServers,
        @Bindable(defaultValue = "0") int replication,

        @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        Map<String, String> properties) {

    public KafkaSettings {
        Text.required("logcast.kafka.bootstrap-servers", bootstrapServers, 4096);
        if (replication > Short.MAX_VALUE) {
            throw new InvalidField("logcast.kafka.replication", "must be at most " + Short.MAX_VALUE);
        }
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /** Kafka at that address with the broker's replication and nothing else. */
    public static KafkaSettings at(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, 0, Map.of());
    }

    /** What any Kafka client needs, serializers not included. The map is the caller's own. */
    public Map<String, Object> client(String clientId) {
        Map<String, Object> client = new HashMap<>();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        client.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // A broker that is back must be found within a second, however long it was away.
        client.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "100");
        client.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        // Otherwise every client asks the broker for a telemetry subscription, and complains where there is none.
        client.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
        client.putAll(properties);
        return client;
    }
}
