package io.logcast.publish.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.event.Event;
import io.logcast.json.MalformedJson;
import io.micronaut.http.MediaType;

/** The shapes in which an event may come. */
enum EventForm {
    /** {@code application/json}: one native event, or an array of them. */
    NATIVE {
        @Override
        Event read(JsonNode event, Sender sender) {
            return NativeEvent.read(event, sender);
        }

        @Override
        boolean takes(JsonNode body) {
            return body.isObject() || body.isArray();
        }
    },
    /** {@code application/cloudevents+json}: one CloudEvent in structured mode. */
    CLOUD_EVENT {
        @Override
        Event read(JsonNode event, Sender sender) throws MalformedJson {
            return StructuredCloudEvent.read(event, sender);
        }

        @Override
        boolean takes(JsonNode body) {
            return body.isObject();
        }
    },
    /** {@code application/cloudevents-batch+json}: an array of CloudEvents. */
    CLOUD_EVENT_BATCH {
        @Override
        Event read(JsonNode event, Sender sender) throws MalformedJson {
            return StructuredCloudEvent.read(event, sender);
        }

        @Override
        boolean takes(JsonNode body) {
            return body.isArray();
        }
    };

    static final String CLOUD_EVENT_TYPE = "application/cloudevents+json";
    static final String CLOUD_EVENT_BATCH_TYPE = "application/cloudevents-batch+json";

    /** By the content type of the request; the door lets no other in than these three. */
    static EventForm of(MediaType type) {
        return switch (type.getName()) {
            case CLOUD_EVENT_TYPE -> CLOUD_EVENT;
            case CLOUD_EVENT_BATCH_TYPE -> CLOUD_EVENT_BATCH;
            default -> NATIVE;
        };
    }

    abstract Event read(JsonNode event, Sender sender) throws MalformedJson;

    /** Whether the body as a whole may have this shape. */
    abstract boolean takes(JsonNode body);
}
