package io.logcast.node.http;

import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Optional;

/** One address for each way in which a request may fail. */
@Controller("/echo")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SuppressWarnings("DoNotCallSuggester")
final class EchoController {

    static final String SECRET_INSIDE = "the inside of a failure";

    @Get("/caller")
    String caller(Caller caller) {
        return caller.tenant() + "/" + caller.subject();
    }

    @Get("/maybe")
    @Secured(SecurityRule.IS_ANONYMOUS)
    String maybe(Optional<Caller> caller) {
        return caller.map(Caller::subject).orElse("nobody");
    }

    @Get("/admin")
    @Secured("admin")
    String admin() {
        return "admin";
    }

    @Get("/number")
    String number(@QueryValue int n) {
        return Integer.toString(n);
    }

    @Get("/field")
    String field() {
        throw new InvalidField("name", "must have at most 50 characters");
    }

    @Get("/away")
    String away() {
        throw new ProblemException(ProblemCode.BROKER_AWAY, "Kafka cannot be reached");
    }

    @Get("/broken")
    String broken() {
        throw new IllegalStateException(SECRET_INSIDE);
    }

    @Post("/json")
    @Consumes(MediaType.APPLICATION_JSON)
    String json(@Body byte[] body) throws MalformedJson {
        return Json.parse(body).toString();
    }
}
