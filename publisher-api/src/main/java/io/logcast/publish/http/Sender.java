package io.logcast.publish.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.node.http.Caller;
import java.net.URLEncoder;
import java.time.Instant;

/**
 * What an event takes from its request where it says nothing itself.
 *
 * @param traceparent the request's W3C trace context; null if there is none
 * @param now the time of arrival
 */
record Sender(Caller caller, String traceparent, Instant now) {

    /** {@code /tenants/<tenant>/publishers/<sub>}: CloudEvents requires a source, and it is a URI reference. */
    String source() {
        return "/tenants/" + encoded(caller.tenant().value()) + "/publishers/" + encoded(caller.subject());
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }
}
