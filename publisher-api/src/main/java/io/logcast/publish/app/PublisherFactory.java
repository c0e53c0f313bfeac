package io.logcast.publish.app;

import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.publish.append.AppendSettings;
import io.logcast.publish.append.Appender;
import io.logcast.publish.event.EventLog;
import io.logcast.publish.event.KafkaEventLog;
import io.logcast.publish.stream.StreamRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What the doors stand on. */
@Factory
final class PublisherFactory {

    @Singleton
    @Bean(preDestroy = "close")
    Appender appender(KafkaSettings kafka, AppendSettings settings, BrokerWatch watch) {
        return Appender.start(kafka, settings, watch);
    }

    @Singleton
    EventLog eventLog(Appender appender, DefinitionTable definitions) {
        return new KafkaEventLog(appender, definitions::position);
    }

    @Singleton
    StreamRegistry streamRegistry(Appender appender, DefinitionTable definitions) {
        return new StreamRegistry(appender, definitions);
    }
}
