package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.http.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Says a problem as the library says errors: with a code of its own. */
@ServerFilter({PushSettings.PATH, PushSettings.PATH + "/**"})
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class PushErrors {

    static final String FORBIDDEN = "User does not have permission to perform this action.";

    @ResponseFilter
    void translate(MutableHttpResponse<?> response) throws MalformedJson {
        boolean isProblem = response.getContentType()
                .filter(type -> type.getName().equals(Problem.MEDIA_TYPE))
                .isPresent();
        if (isProblem && response.body() instanceof byte[] problem) {
            String detail = Json.parse(problem).path("detail").asText();
            response.contentType(MediaType.APPLICATION_JSON_TYPE).body(error(response.code(), detail));
        }
    }

    static MutableHttpResponse<byte[]> response(HttpStatus status, String message) {
        return HttpResponse.<byte[]>status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(error(status.getCode(), message));
    }

    private static byte[] error(int status, String message) {
        return Json.bytes(
                Json.object().put("code", code(status)).put("message", message).put("status", status));
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "api-101";
            case 403 -> "api-102";
            case 404 -> "api-010";
            case 413 -> "api-004";
            default -> status < 500 ? "api-003" : "api-002";
        };
    }
}
