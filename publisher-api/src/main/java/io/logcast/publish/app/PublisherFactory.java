package io.logcast.publish.app;

import io.logcast.node.append.Appender;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.node.webhook.WebhookTable;
import io.logcast.publish.stream.StreamRegistry;
import io.logcast.publish.webhook.AttemptLog;
import io.logcast.publish.webhook.WebhookRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What the doors stand on. */
@Factory
final class PublisherFactory {

    @Singleton
    StreamRegistry streamRegistry(Appender appender, DefinitionTable definitions) {
        return new StreamRegistry(appender, definitions);
    }

    @Singleton
    WebhookRegistry webhookRegistry(Appender appender, WebhookTable webhooks) {
        return new WebhookRegistry(appender, webhooks);
    }

    @Singleton
    AttemptLog attemptLog(KafkaSettings kafka) {
        return new AttemptLog(kafka);
    }
}
