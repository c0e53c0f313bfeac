package io.logcast.publish.webhook;

import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Appender;
import io.logcast.node.append.Refusal;
import io.logcast.node.webhook.WebhookSnapshot;
import io.logcast.node.webhook.WebhookTable;
import io.logcast.topic.Topics;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookDefinitionCodec;
import io.logcast.webhook.WebhookKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The webhooks of all tenants, in Kafka's topic {@code logcast.webhooks}. What is asked is answered from the end of the topic;
 * while Kafka is away, each stage ends with {@link AppendRefused}.
 */
public final class WebhookRegistry {

    /** Of a tenant. Each costs a place in memory, and one in the log of each delivery. */
    public static final int MOST_WEBHOOKS = 100;

    private final Appender appender;
    private final WebhookTable table;

    public WebhookRegistry(Appender appender, WebhookTable table) {
        this.appender = appender;
        this.table = table;
    }

    /** What a webhook has become. */
    public record Kept(boolean isNew, WebhookDefinition webhook) {}

    public CompletionStage<Optional<WebhookDefinition>> find(WebhookKey key) {
        return refreshed().thenApply(now -> now.find(key));
    }

    /** Sorted by id. */
    public CompletionStage<List<WebhookDefinition>> of(TenantId tenant) {
        return refreshed().thenApply(now -> now.of(tenant));
    }

    /**
     * Keeps what is made of the present webhook, if there is one.
     *
     * @return completes when Kafka has it and this process reads it; exceptionally with what {@code make} throws
     */
    public CompletionStage<Kept> put(WebhookKey key, Function<Optional<WebhookDefinition>, WebhookDefinition> make) {
        return refreshed().thenCompose(now -> {
            Optional<WebhookDefinition> before = now.find(key);
            WebhookDefinition webhook = make.apply(before);
            requireRoom(now, webhook, before);
            return write(key, WebhookDefinitionCodec.encode(webhook))
                    .thenApply(after -> new Kept(before.isEmpty(), webhook));
        });
    }

    /** @return false if there is no such webhook */
    public CompletionStage<Boolean> delete(WebhookKey key) {
        return refreshed()
                .thenApply(before -> before.find(key).isPresent())
                .thenCompose(isThere ->
                        isThere ? write(key, null).thenApply(after -> true) : CompletableFuture.completedFuture(false));
    }

    /** Two at the same moment may be one too many: nobody is harmed by that. */
    private static void requireRoom(
            WebhookSnapshot now, WebhookDefinition webhook, Optional<WebhookDefinition> before) {
        int present = now.of(webhook.tenant()).size();
        if (before.isEmpty() && present >= MOST_WEBHOOKS) {
            throw new InvalidField(
                    "id",
                    "would be a new webhook: a tenant has at most " + MOST_WEBHOOKS + ", this one has " + present);
        }
    }

    private CompletionStage<WebhookSnapshot> write(WebhookKey key, byte[] value) {
        return appender.append(new ProducerRecord<>(Topics.WEBHOOKS, 0, key.toString(), value))
                .thenCompose(kept -> refreshed());
    }

    private CompletionStage<WebhookSnapshot> refreshed() {
        return table.refreshed().exceptionally(failure -> {
            throw new AppendRefused(Refusal.BROKER_AWAY, "the webhooks cannot be read from Kafka", failure);
        });
    }
}
