package io.logcast.gateway.door;

import io.logcast.gateway.engineio.Answer;
import io.logcast.gateway.engineio.EngineError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Answers to requests of polling, as Engine.IO's own server gives them. */
final class Responses {

    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final byte[] OK = {'o', 'k'};

    private Responses() {}

    static MutableHttpResponse<?> of(Answer answer) {
        if (answer instanceof Answer.Payload payload) {
            return fresh(HttpResponse.ok(new PollBody(payload.payload())))
                    .contentType(payload.binary() ? MediaType.APPLICATION_OCTET_STREAM : TEXT);
        }
        if (answer instanceof Answer.Refused refused) {
            return refused(refused.error());
        }
        // Not text/plain: some browsers would offer it for download.
        return fresh(HttpResponse.ok(OK)).contentType(MediaType.TEXT_HTML);
    }

    static MutableHttpResponse<?> refused(EngineError error) {
        return fresh(HttpResponse.status(HttpStatus.valueOf(error.status())).body(error.json()))
                .contentType(MediaType.APPLICATION_JSON);
    }

    private static MutableHttpResponse<?> fresh(MutableHttpResponse<?> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
