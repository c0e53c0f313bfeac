package io.logcast.node.app;

import io.logcast.node.append.AppendSettings;
import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.node.event.EventLog;
import io.logcast.node.event.KafkaEventLog;
import io.logcast.node.webhook.WebhookTable;
import io.logcast.topic.Topics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** One broker watch, one definition table and one appender for the process, however many services run in it. */
@Factory
final class NodeFactory {

    @Context
    @Bean(preDestroy = "close")
    BrokerWatch brokerWatch(KafkaSettings settings) {
        return BrokerWatch.start(settings, Topics.all());
    }

    @Context
    @Bean(preDestroy = "close")
    DefinitionTable definitionTable(KafkaSettings settings) {
        return DefinitionTable.start(settings);
    }

    /** Only where somebody needs them: a gateway does not. */
    @Singleton
    @Bean(preDestroy = "close")
    WebhookTable webhookTable(KafkaSettings settings) {
        return WebhookTable.start(settings);
    }

    /** Only where somebody appends. */
    @Singleton
    @Bean(preDestroy = "close")
    Appender appender(KafkaSettings kafka, AppendSettings settings, BrokerWatch watch) {
        return Appender.start(kafka, settings, watch);
    }

    @Singleton
    EventLog eventLog(Appender appender, DefinitionTable definitions) {
        return new KafkaEventLog(appender, definitions::position);
    }
}
