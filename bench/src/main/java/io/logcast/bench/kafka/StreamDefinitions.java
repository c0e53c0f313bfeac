package io.logcast.bench.kafka;

import io.logcast.event.EventType;
import io.logcast.event.TenantId;
import io.logcast.stream.Criteria;
import io.logcast.stream.EventSelector;
import io.logcast.stream.FieldPath;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.topic.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the definitions that a run needs into their topic. */
public final class StreamDefinitions {

    private StreamDefinitions() {}

    /** The namespace of the events that the streams take; stream {@code s7} takes those named {@code e7}. */
    public static final String NAMESPACE = "bench";

    /**
     * Streams {@code s0} to {@code s<count-1>}, each showing {@code n}, {@code t} and {@code pad} of its payloads.
     *
     * @param roles who may subscribe, besides listeners to everything
     */
    public static void write(Broker broker, TenantId tenant, int count, Roles roles) {
        try (Writer writer = new Writer(broker.bootstrapServers(), 5)) {
            for (int i = 0; i < count; i++) {
                StreamDefinition stream = definition(tenant, i, roles);
                writer.send(new ProducerRecord<>(
                        Topics.STREAM_DEFINITIONS,
                        Writer.bytes(stream.key().toString()),
                        StreamDefinitionCodec.encode(stream)));
            }
            writer.flush();
            if (writer.refused() > 0) {
                throw new IllegalStateException(writer.refused() + " stream definitions were refused by Kafka");
            }
        }
    }

    private static StreamDefinition definition(TenantId tenant, int number, Roles roles) {
        Map<String, FieldPath> map = new LinkedHashMap<>();
        for (String member : List.of("n", "t", "pad")) {
            map.put(member, FieldPath.parse("payload." + member));
        }
        EventSelector selector =
                new EventSelector(new EventType(NAMESPACE, "e" + number), Criteria.ANY, map, Roles.NONE);
        return new StreamDefinition(
                tenant, DeliveryFeed.stream(number), "Stream " + number, null, false, roles, List.of(selector));
    }
}
