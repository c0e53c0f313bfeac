package io.logcast.node.webhook;

import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.topic.TableCopy;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookDefinitionCodec;
import io.logcast.webhook.WebhookKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of the topic, folded. Confined to the table's thread. */
final class WebhookCopy implements TableCopy<WebhookSnapshot> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCopy.class);

    private final Map<WebhookKey, WebhookDefinition> webhooks = new HashMap<>();

    @Override
    public WebhookSnapshot snapshot() {
        return WebhookSnapshot.of(webhooks.values());
    }

    @Override
    public void apply(ConsumerRecord<String, byte[]> written) {
        try {
            WebhookKey key = WebhookKey.parse(written.key() == null ? "" : written.key());
            if (written.value() == null) {
                webhooks.remove(key);
            } else {
                webhooks.put(key, WebhookDefinitionCodec.decode(key, Json.parse(written.value())));
            }
        } catch (InvalidField | MalformedJson e) {
            LOG.warn("Skipped the record at {} of {}: it {}.", written.offset(), written.topic(), e.getMessage());
        }
    }
}
