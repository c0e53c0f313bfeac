package io.logcast.webhook.sender;

import io.logcast.node.append.Appender;
import io.logcast.node.broker.BrokerWatch;
import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.event.EventLog;
import io.logcast.node.webhook.WebhookTable;

/** What the delivery to webhooks finds in its node: Kafka, and what is known from it. */
public record Platform(
        KafkaSettings kafka, BrokerWatch broker, Appender appender, EventLog events, WebhookTable webhooks) {}
