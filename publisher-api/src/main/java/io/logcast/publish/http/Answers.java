package io.logcast.publish.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import io.logcast.node.http.ProblemResponses;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;

/** Outcomes as HTTP responses. */
final class Answers {

    private Answers() {}

    static MutableHttpResponse<byte[]> of(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return ProblemResponses.of(refused.problem());
        }
        return json(HttpStatus.ACCEPTED, outcome.toJson());
    }

    /** 202 if all were accepted, 503 if the log took none and may take them later, else 207: each result tells. */
    static MutableHttpResponse<byte[]> of(List<Outcome> outcomes) {
        if (outcomes.stream().allMatch(Outcome::isRetryable)) {
            return of(outcomes.get(0));
        }
        boolean allAccepted = outcomes.stream().allMatch(Outcome::isAccepted);
        ObjectNode body = Json.object();
        ArrayNode results = body.putArray("results");
        outcomes.forEach(outcome -> results.add(result(outcome)));
        return json(allAccepted ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS, body);
    }

    static MutableHttpResponse<byte[]> json(HttpStatus status, JsonNode body) {
        return HttpResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(Json.bytes(body));
    }

    private static ObjectNode result(Outcome outcome) {
        ObjectNode json = Json.object();
        if (outcome.isAccepted()) {
            json.put("status", HttpStatus.ACCEPTED.getCode());
        }
        return json.setAll(outcome.toJson());
    }
}
