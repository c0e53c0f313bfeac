package io.logcast.gateway.profile.ssenotify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.redis.RedisInlet;
import io.logcast.gateway.redis.Unreadable;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Instant;

/** What is published to {@code <iss>:channel:<sub>} becomes an event for that user, whether or not he is connected. */
@Context
@Requires(property = NotifySettings.ENABLED, value = "true")
final class NotifyInlet {

    private static final String SOURCE = "/profiles/ssenotify";

    NotifyInlet(RedisInlet redis) {
        redis.hear(NotifyUser.ALL_CHANNELS, NotifyInlet::read);
    }

    static Event read(String channel, byte[] message) throws Unreadable {
        try {
            if (Json.parse(message) instanceof ObjectNode json) {
                return event(NotifyUser.ofChannel(channel), json);
            }
            throw new Unreadable("is no JSON object");
        } catch (InvalidField | MalformedJson e) {
            throw new Unreadable(e);
        }
    }

    private static Event event(NotifyUser user, ObjectNode json) {
        return new Event(
                user.application(),
                EventId.random(),
                SOURCE,
                NotifyMessage.EVENT,
                Instant.now(),
                null,
                null,
                json,
                // What comes for one user keeps its order.
                user.id(),
                user.channel(),
                null);
    }
}
