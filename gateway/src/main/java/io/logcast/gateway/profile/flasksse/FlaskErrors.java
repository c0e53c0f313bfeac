package io.logcast.gateway.profile.flasksse;

import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Refusals as Flask 2 shows them: a page. */
@ServerFilter({FlaskSettings.PATH, FlaskSettings.PATH + "/"})
@Requires(property = FlaskSettings.ENABLED, value = "true")
final class FlaskErrors {

    @ResponseFilter
    void translate(MutableHttpResponse<?> response) {
        if (response.code() == HttpStatus.METHOD_NOT_ALLOWED.getCode()) {
            response.getHeaders().set(HttpHeaders.ALLOW, FlaskController.ALLOWED);
        }
        if (response.code() >= 400) {
            String page = page(response.code(), response.body());
            response.contentType(MediaType.of("text/html; charset=utf-8")).body(page);
        }
    }

    private static String page(int code, Object problem) {
        String title = HttpStatus.getDefaultReason(code);
        return """
                <!doctype html>
                <html lang=en>
                <title>%d %s</title>
                <h1>%s</h1>
                <p>%s</p>
                """.formatted(code, title, title, explanation(code, problem));
    }

    private static String explanation(int code, Object problem) {
        return switch (code) {
            case 403 ->
                "You don&#39;t have the permission to access the requested resource."
                        + " It is either read-protected or not readable by the server.";
            case 404 ->
                "The requested URL was not found on the server."
                        + " If you entered the URL manually please check your spelling and try again.";
            case 405 -> "The method is not allowed for the requested URL.";
            case 503 ->
                "The server is temporarily unable to service your request due to maintenance downtime or capacity"
                        + " problems. Please try again later.";
            default -> detail(problem);
        };
    }

    /** What was wrong with a request is nothing that Flask would know. */
    private static String detail(Object problem) {
        try {
            String detail = problem instanceof byte[] json
                    ? Json.parse(json).path("detail").asText()
                    : "";
            return detail.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        } catch (MalformedJson e) {
            return "";
        }
    }
}
