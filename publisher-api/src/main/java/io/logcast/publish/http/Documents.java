package io.logcast.publish.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.http.Problem;
import io.logcast.node.http.ProblemCode;

/** Definitions as they come in: bounded, and JSON. */
final class Documents {

    static final int MAX_BYTES = 256 * 1024;

    private Documents() {}

    /** @throws io.logcast.node.http.ProblemException 413 if it is too large */
    static JsonNode parse(byte[] document) throws MalformedJson {
        if (document.length > MAX_BYTES) {
            throw Problem.of(
                            ProblemCode.TOO_LARGE,
                            "body must have at most " + MAX_BYTES + " bytes, it has " + document.length)
                    .at("body")
                    .limitedTo(MAX_BYTES)
                    .asException();
        }
        return Json.parse(document);
    }
}
