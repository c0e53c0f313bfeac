package io.logcast.gateway.profile.flasksse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.redis.RedisInlet;
import io.logcast.gateway.redis.RedisInlet.OnDemand;
import io.logcast.gateway.redis.Unreadable;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The channels of Redis that somebody listens to, and those that are to be kept anyway; messages there become events. */
@Context
@Requires(property = FlaskSettings.ENABLED, value = "true")
final class FlaskChannels {

    private static final String KIND = "flasksse";
    private static final String SOURCE = "/profiles/flasksse";

    private final FlaskSettings settings;
    private final OnDemand redis;

    FlaskChannels(FlaskSettings settings, RedisInlet inlet) {
        this.settings = settings;
        this.redis = inlet.onDemand(KIND, this::read);
        settings.channels().forEach(channel -> {
            requireOwn(FlaskSettings.PREFIX + ".channels", channel);
            redis.want(channel);
        });
    }

    /** Clients choose the names, and all who use this Redis share them. */
    void requireOwn(String field, String channel) {
        if (redis.isForeign(channel)) {
            throw new InvalidField(field, "must not be a channel that others use in the same Redis");
        }
    }

    boolean isForeign(String channel) {
        return redis.isForeign(channel);
    }

    /** @return completes when what is published there will be in the log; without Redis after a second */
    CompletionStage<Void> want(String channel) {
        return redis.want(channel);
    }

    void unwant(String channel) {
        redis.unwant(channel);
    }

    /** @return how many have received it */
    CompletionStage<Long> publish(String channel, byte[] message) {
        return redis.publish(channel, message);
    }

    private Event read(String channel, byte[] message) throws Unreadable {
        try {
            if (!(Json.parse(message) instanceof ObjectNode json)) {
                throw new Unreadable("is no JSON object");
            } else if (!json.has(FlaskMessage.DATA)) {
                throw new Unreadable("has no data");
            }
            return event(channel, json);
        } catch (InvalidField | MalformedJson e) {
            throw new Unreadable(e);
        }
    }

    private Event event(String channel, ObjectNode json) {
        return new Event(
                settings.tenantId(),
                EventId.random(),
                SOURCE,
                FlaskMessage.EVENT,
                Instant.now(),
                null,
                null,
                json,
                // What comes on one channel keeps its order.
                channel,
                FlaskSettings.room(channel),
                null);
    }
}
