package io.logcast.node.webhook;

import io.logcast.node.broker.KafkaSettings;
import io.logcast.node.topic.TopicTable;
import io.logcast.topic.Topics;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The webhooks of all tenants as this process knows them. */
public final class WebhookTable implements AutoCloseable {

    private final TopicTable<WebhookSnapshot> table;

    private WebhookTable(TopicTable<WebhookSnapshot> table) {
        this.table = table;
    }

    /** Begins to read. Never throws because Kafka is away. */
    public static WebhookTable start(KafkaSettings settings) {
        return new WebhookTable(TopicTable.start(
                settings, Topics.WEBHOOKS, "logcast-webhook-table", WebhookSnapshot.EMPTY, WebhookCopy::new));
    }

    /** Empty until the topic has been read to its end once. */
    public WebhookSnapshot snapshot() {
        return table.snapshot();
    }

    /** As {@link TopicTable#refreshed}. */
    public CompletionStage<WebhookSnapshot> refreshed() {
        return table.refreshed();
    }

    /** Waits until the topic has been read to its end once; false if that did not come true in time. */
    public boolean awaitRead(Duration atMost) throws InterruptedException {
        return table.awaitPosition(0, atMost);
    }

    /** Ends the reading; waits at most two seconds for that. */
    @Override
    public void close() {
        table.close();
    }
}
