package io.logcast.gateway.profile.membersse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.json.Fields;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import java.util.regex.Pattern;

/**
 * What a publisher posts: {@code {"type":…,"body":{…}}}, as the original takes it, or with {@code {"event":…}} around it, as its
 * README has it.
 *
 * @param body empty where there was none: the original never finished such a frame
 */
record MemberEvent(EventType type, ObjectNode body) {

    static final String NAMESPACE = "membersse";

    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z][A-Z0-9_]*");

    /** @throws InvalidField naming the member that is not acceptable */
    static MemberEvent parse(byte[] json, boolean uppercaseTypes) throws MalformedJson {
        JsonNode root = Json.parse(json);
        Fields outer = Fields.of("body", root);
        boolean isWrapped = !root.has("type") && outer.has("event");
        try {
            return read(isWrapped ? Fields.of("", root.get("event")) : outer, uppercaseTypes);
        } catch (InvalidField e) {
            throw isWrapped ? e.within("event") : e;
        }
    }

    private static MemberEvent read(Fields fields, boolean uppercaseTypes) {
        ObjectNode body = fields.object("body");
        return new MemberEvent(type(fields.text("type"), uppercaseTypes), body == null ? Json.object() : body);
    }

    private static EventType type(String text, boolean uppercaseTypes) {
        if (uppercaseTypes && text != null && !UPPER_CASE.matcher(text).matches()) {
            throw new InvalidField("type", "must be upper-case letters, digits and '_', beginning with a letter");
        }
        try {
            return new EventType(NAMESPACE, text);
        } catch (InvalidField e) {
            throw new InvalidField("type", e.rule());
        }
    }
}
