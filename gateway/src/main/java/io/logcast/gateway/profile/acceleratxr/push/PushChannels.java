package io.logcast.gateway.profile.acceleratxr.push;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.logcast.gateway.redis.RedisInlet;
import io.logcast.gateway.redis.RedisInlet.OnDemand;
import io.logcast.gateway.redis.Unreadable;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.event.EventLog;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels of Redis that somebody has subscribed to: messages there become events, and what is posted is published there. */
@Context
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class PushChannels {

    private static final Logger LOG = LoggerFactory.getLogger(PushChannels.class);

    private static final String KIND = "acceleratxr";
    private static final String SOURCE = "/profiles/acceleratxr";

    private final TenantId tenant;
    private final PushRules rules;
    private final EventLog log;
    private final OnDemand redis;

    PushChannels(AcceleratxrSettings settings, PushSettings push, EventLog log, RedisInlet inlet) {
        this.tenant = settings.rule().tenant();
        this.rules = push.rules();
        this.log = log;
        this.redis = inlet.onDemand(KIND, this::read);
    }

    /** Whether it belongs to somebody else who uses the same Redis, and cannot be chosen. */
    boolean isForeign(String channel) {
        return redis.isForeign(channel);
    }

    /** @return completes when what is published there will be in the log; without Redis after a second */
    CompletionStage<Void> want(String channel) {
        return isForeign(channel) ? completedFuture(null) : redis.want(channel);
    }

    void unwant(String channel) {
        if (!isForeign(channel)) {
            redis.unwant(channel);
        }
    }

    /** @return completes when the log has it; other servers at the same Redis hear of it if they can */
    CompletionStage<Void> publish(String channel, JsonNode message) {
        return log.append(event(channel, message)).thenAccept(kept -> tell(channel, Json.bytes(message)));
    }

    private void tell(String channel, byte[] message) {
        redis.publish(channel, message)
                .whenComplete((heard, failure) -> LOG.debug("Posted to Redis, heard by {}", heard, failure));
    }

    private Event read(String channel, byte[] message) throws Unreadable {
        try {
            return event(channel, Json.parse(message));
        } catch (InvalidField | MalformedJson e) {
            throw new Unreadable(e);
        }
    }

    private Event event(String channel, JsonNode message) {
        return new Event(
                tenant,
                EventId.random(),
                SOURCE,
                PushMessage.EVENT,
                Instant.now(),
                null,
                null,
                message,
                // What comes on one channel keeps its order.
                channel,
                rules.target(channel),
                null);
    }
}
