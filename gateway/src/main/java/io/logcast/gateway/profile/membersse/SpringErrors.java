package io.logcast.gateway.profile.membersse;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.http.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Says a problem as Spring Boot 2.3 says errors, with a message where it has none. */
@ServerFilter({MemberPaths.SHORT, MemberPaths.LONG})
@Requires(property = MemberSettings.ENABLED, value = "true")
final class SpringErrors {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

    @ResponseFilter
    void translate(HttpRequest<?> request, MutableHttpResponse<?> response) throws MalformedJson {
        boolean isProblem = response.getContentType()
                .filter(type -> type.getName().equals(Problem.MEDIA_TYPE))
                .isPresent();
        if (isProblem && response.body() instanceof byte[] problem) {
            response.contentType(MediaType.APPLICATION_JSON_TYPE)
                    .body(error(response, Json.parse(problem), request.getPath()));
        }
    }

    private static byte[] error(MutableHttpResponse<?> response, JsonNode problem, String path) {
        return Json.bytes(Json.object()
                .put("timestamp", TIMESTAMP.format(Instant.now()))
                .put("status", response.code())
                .put("error", response.getStatus().getReason())
                .put("message", problem.path("detail").asText())
                .put("path", path));
    }
}
