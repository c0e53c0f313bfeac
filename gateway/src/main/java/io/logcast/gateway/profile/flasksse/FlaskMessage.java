package io.logcast.gateway.profile.flasksse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.logcast.event.EventType;
import io.logcast.gateway.profile.Shown;
import io.logcast.json.Json;

/**
 * A message of Flask-SSE, as it lies in Redis. What Python takes for false is not there at all; what else is in the JSON,
 * which would end the streams of the original, is not looked at.
 *
 * @param type of the event; missing if there is none, and so are id and retry
 */
record FlaskMessage(JsonNode data, JsonNode type, JsonNode id, JsonNode retry) {

    static final EventType EVENT = new EventType("flasksse", "message");
    static final String DATA = "data";

    private static final String TYPE = "type";
    private static final String ID = "id";
    private static final String RETRY = "retry";

    /** What others have put on the channel has the name of their event as its type. */
    static FlaskMessage of(Shown shown) {
        boolean isOurs = shown.namespace().equals(EVENT.namespace());
        boolean isMessage = isOurs && shown.name().equals(EVENT.name());
        if (isMessage && shown.data() instanceof ObjectNode json && json.has(DATA)) {
            return new FlaskMessage(json.get(DATA), json.path(TYPE), json.path(ID), json.path(RETRY));
        }
        JsonNode type = isMessage ? NullNode.instance : TextNode.valueOf(shown.name());
        return new FlaskMessage(shown.data(), type, NullNode.instance, NullNode.instance);
    }

    /** What {@code publish} of the original puts there: a key more would end the streams of its subscribers. */
    String toRedis() {
        ObjectNode json = Json.object();
        json.set(DATA, data);
        setIfTrue(json, TYPE, type);
        setIfTrue(json, ID, id);
        setIfTrue(json, RETRY, retry);
        return PythonJson.dumps(json);
    }

    /** The frame, byte for byte but for line breaks within a field, with which one could forge others. */
    String toFrame() {
        StringBuilder frame = new StringBuilder();
        field(frame, "event", type);
        PythonText.lines(data.isTextual() ? data.textValue() : PythonJson.dumps(data))
                .forEach(line -> frame.append("data:").append(line).append('\n'));
        field(frame, ID, id);
        field(frame, RETRY, retry);
        // A frame without a field has an end, and the line that is not there has one, too.
        return frame.isEmpty() ? "\n\n" : frame.append('\n').toString();
    }

    FlaskMessage withoutId() {
        return new FlaskMessage(data, type, NullNode.instance, retry);
    }

    private static void field(StringBuilder frame, String name, JsonNode value) {
        if (PythonText.isTrue(value)) {
            String text = value.isTextual() ? value.textValue() : PythonJson.dumps(value);
            frame.append(name).append(':').append(Shown.oneLine(text)).append('\n');
        }
    }

    private static void setIfTrue(ObjectNode json, String name, JsonNode value) {
        if (PythonText.isTrue(value)) {
            json.set(name, value);
        }
    }
}
