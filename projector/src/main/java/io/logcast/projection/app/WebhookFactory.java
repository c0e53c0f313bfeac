package io.logcast.projection.app;

import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.node.event.KafkaEventLog;
import io.logcast.node.webhook.WebhookTable;
import io.logcast.webhook.sender.HttpReceivers;
import io.logcast.webhook.sender.KafkaEvents;
import io.logcast.webhook.sender.Platform;
import io.logcast.webhook.sender.SenderCounters;
import io.logcast.webhook.sender.SenderSettings;
import io.logcast.webhook.sender.WebhookSender;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Puts the delivery to webhooks together. */
@Factory
@Requires(property = "logcast.webhooks.enabled", notEquals = "false")
final class WebhookFactory {

    @Singleton
    SenderCounters senderCounters() {
        return new SenderCounters();
    }

    @Singleton
    @Bean(preDestroy = "close")
    HttpReceivers httpReceivers(WebhookSettings settings) {
        return new HttpReceivers(settings.timeout(), settings.privateAddresses());
    }

    @Singleton
    @Bean(preDestroy = "close")
    KafkaEvents webhookEvents(KafkaSettings kafka) {
        return KafkaEvents.start(kafka);
    }

    @Singleton
    Platform webhookPlatform(
            KafkaSettings kafka,
            BrokerWatch broker,
            Appender appender,
            DefinitionTable definitions,
            WebhookTable webhooks) {
        return new Platform(kafka, broker, appender, new KafkaEventLog(appender, definitions::position), webhooks);
    }

    @Context
    @Bean(preDestroy = "close")
    WebhookSender webhookSender(
            Platform platform,
            NodeId node,
            WebhookSettings settings,
            HttpReceivers receivers,
            KafkaEvents events,
            SenderCounters counters) {
        return WebhookSender.start(
                platform,
                new SenderSettings(node.nodeId(), settings.limits(), settings.backoff()),
                receivers,
                events,
                counters);
    }
}
