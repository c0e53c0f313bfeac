package io.logcast.gateway.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.EventType;
import io.logcast.field.InvalidField;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.stream.Criteria;
import io.logcast.stream.StreamDefinitionCodec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters {@code type} and {@code criteria}, by which a subscriber narrows what it is sent. */
public final class Filters {

    static final int MAX_TYPES = 50;
    static final int MAX_CRITERIA = 4096;

    private Filters() {}

    /** @throws InvalidField naming the parameter */
    public static DeliveryFilter of(List<String> types, Optional<String> criteria) {
        if (types.stream().distinct().count() > MAX_TYPES) {
            throw new InvalidField("type", "must be given at most " + MAX_TYPES + " times");
        }
        return new DeliveryFilter(
                types.stream().map(Filters::type).collect(Collectors.toSet()),
                criteria.map(Filters::criteria).orElse(Criteria.ANY));
    }

    private static String type(String text) {
        try {
            return EventType.parse(text).toString();
        } catch (InvalidField e) {
            throw new InvalidField("type", e.rule());
        }
    }

    private static Criteria criteria(String text) {
        if (text.length() > MAX_CRITERIA) {
            throw new InvalidField("criteria", "must have at most " + MAX_CRITERIA + " characters");
        }
        try {
            if (Json.parse(text.getBytes(UTF_8)) instanceof ObjectNode object) {
                return StreamDefinitionCodec.readCriteria(object);
            }
        } catch (MalformedJson e) {
            throw new InvalidField("criteria", e.getMessage());
        }
        throw new InvalidField("criteria", "must be a JSON object with correlationId and context");
    }
}
