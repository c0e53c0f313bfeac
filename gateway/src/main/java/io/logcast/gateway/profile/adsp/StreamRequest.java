package io.logcast.gateway.profile.adsp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.field.InvalidField;
import io.logcast.gateway.fanout.DeliveryFilter;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.stream.StreamDefinitionCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody asks for a stream.
 *
 * @param tenant by its name; empty: the user's own, or all of them for a user of the platform
 * @param stream its id, as it was written
 */
record StreamRequest(Optional<AdspUser> user, Optional<String> tenant, String stream, DeliveryFilter filter) {

    private static final int MAX_CRITERIA = 4096;

    StreamRequest {
        requireNonNull(stream, "stream is null");
        requireNonNull(filter, "filter is null");
    }

    /**
     * The parameter {@code criteria}: JSON, of which ADSP looks at two members and at no other.
     *
     * @throws AdspRefusal if it is none
     */
    static DeliveryFilter filter(Optional<String> criteria) {
        return criteria.filter(text -> !text.isEmpty())
                .map(StreamRequest::parsed)
                .filter(json -> !json.isNull())
                .map(StreamRequest::filter)
                .orElse(DeliveryFilter.NONE);
    }

    private static DeliveryFilter filter(JsonNode criteria) {
        if (!(criteria instanceof ObjectNode object)) {
            throw AdspRefusal.invalid("criteria must be a JSON object with correlationId and context.");
        }
        try {
            ObjectNode known = object.retain(List.of("correlationId", "context"));
            return new DeliveryFilter(Set.of(), StreamDefinitionCodec.readCriteria(known));
        } catch (InvalidField e) {
            throw AdspRefusal.invalid("criteria." + e.getMessage() + ".");
        }
    }

    private static JsonNode parsed(String criteria) {
        if (criteria.length() > MAX_CRITERIA) {
            throw AdspRefusal.invalid("criteria must have at most " + MAX_CRITERIA + " characters.");
        }
        try {
            return Json.parse(criteria.getBytes(UTF_8));
        } catch (MalformedJson e) {
            throw AdspRefusal.invalid("criteria " + e.getMessage() + ".");
        }
    }
}
