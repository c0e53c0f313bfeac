package io.logcast.publish.app;

import io.logcast.node.append.Appender;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.publish.stream.StreamRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What the doors stand on. */
@Factory
final class PublisherFactory {

    @Singleton
    StreamRegistry streamRegistry(Appender appender, DefinitionTable definitions) {
        return new StreamRegistry(appender, definitions);
    }
}
