package io.logcast.publish.app;

import io.logcast.node.append.Appender;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.node.event.EventLog;
import io.logcast.node.event.KafkaEventLog;
import io.logcast.publish.stream.StreamRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What the doors stand on. */
@Factory
final class PublisherFactory {

    @Singleton
    EventLog eventLog(Appender appender, DefinitionTable definitions) {
        return new KafkaEventLog(appender, definitions::position);
    }

    @Singleton
    StreamRegistry streamRegistry(Appender appender, DefinitionTable definitions) {
        return new StreamRegistry(appender, definitions);
    }
}
