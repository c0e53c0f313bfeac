package io.logcast.webhook.sender;

import io.logcast.event.Event;
import io.logcast.node.append.Appender;
import io.logcast.node.event.EventLog;
import io.logcast.node.webhook.WebhookTable;
import io.logcast.topic.Topics;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.AttemptCodec;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookDefinitionCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in Kafka's topics. Any thread. */
final class KafkaJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);

    private final Appender appender;
    private final EventLog events;
    private final RetryNotes notes;
    private final WebhookTable webhooks;

    KafkaJournal(Appender appender, EventLog events, RetryNotes notes, WebhookTable webhooks) {
        this.appender = appender;
        this.events = events;
        this.notes = notes;
        this.webhooks = webhooks;
    }

    @Override
    public CompletionStage<?> attempt(Attempt attempt) {
        return appender.append(new ProducerRecord<>(
                Topics.WEBHOOK_ATTEMPTS, attempt.webhook().toString(), AttemptCodec.encode(attempt)));
    }

    @Override
    public CompletionStage<?> keep(RetryNote note) {
        return notes.keep(note);
    }

    @Override
    public CompletionStage<?> forget(RetryNote note) {
        return notes.forget(note);
    }

    @Override
    public CompletionStage<?> publish(Event event) {
        return events.append(event);
    }

    /** From the end of the topic: what somebody has just changed is not overwritten. */
    @Override
    public CompletionStage<?> disable(WebhookDefinition webhook) {
        return webhooks.refreshed()
                .thenCompose(now -> now.find(webhook.key())
                        .filter(webhook::equals)
                        .<CompletionStage<?>>map(this::writeDisabled)
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** Read back, so that nothing more is sent there. */
    private CompletionStage<?> writeDisabled(WebhookDefinition webhook) {
        LOG.info("Webhook {} is disabled: its receiver answers 410 Gone.", webhook.key());
        byte[] value = WebhookDefinitionCodec.encode(webhook.disabled());
        return appender.append(
                        new ProducerRecord<>(Topics.WEBHOOKS, 0, webhook.key().toString(), value))
                .thenCompose(kept -> webhooks.refreshed());
    }
}
