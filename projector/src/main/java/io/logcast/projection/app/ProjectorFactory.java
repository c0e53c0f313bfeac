package io.logcast.projection.app;

import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.DeliverySettings;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.projection.ProjectionCounters;
import io.logcast.projection.ProjectionTopology;
import io.logcast.projection.definition.DefinitionFolder;
import io.logcast.projection.definition.DefinitionWriter;
import io.logcast.stream.StreamDefinition;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.Topology;

/** Puts the projector together. */
@Factory
final class ProjectorFactory {

    @Singleton
    ProjectionCounters projectionCounters() {
        return new ProjectionCounters();
    }

    @Context
    @Bean(preDestroy = "close")
    StreamsLifecycle streamsLifecycle(
            KafkaSettings kafka,
            ProjectorSettings projector,
            DeliverySettings deliveries,
            NodeId node,
            BrokerWatch broker,
            DefinitionTable table,
            ProjectionCounters counters,
            @Property(name = "logcast.definitions.folder", defaultValue = "") String folder) {
        Properties settings = StreamsSettings.of(kafka, projector, node);
        Topology topology = ProjectionTopology.build(new TableDefinitions(table), counters, deliveries.lanes());
        StreamsLifecycle lifecycle = new StreamsLifecycle(
                broker, table, read(folder), new DefinitionWriter(kafka), () -> new StreamsRun(topology, settings));
        lifecycle.start();
        return lifecycle;
    }

    /** On the main thread: a wrong file must stop the start. */
    private static Collection<StreamDefinition> read(String folder) {
        return folder.isEmpty() ? List.of() : DefinitionFolder.read(Path.of(folder));
    }
}
