package io.logcast.gateway.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.gateway.socketio.ConnectRequest;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a client puts its token. The first place that has one counts, whether it is valid or not: the payload of CONNECT,
 * {@code Authorization} of the connection's first request, the query, a cookie.
 */
public final class Credentials {

    private static final List<String> PAYLOAD = List.of("token", "jwt");
    private static final List<String> QUERY = List.of("token", "jwt_token");
    private static final List<String> SCHEMES = List.of("bearer ", "jwt ");
    private static final String COOKIE = "jwt";

    private Credentials() {}

    public static Optional<String> of(ConnectRequest request) {
        return payload(request).or(() -> of(request.handshake()::header, request::parameter));
    }

    /**
     * Of a request of HTTP alone.
     *
     * @param header by its name in small letters
     */
    public static Optional<String> of(
            Function<String, Optional<String>> header, Function<String, Optional<String>> parameter) {
        return header.apply("authorization")
                .filter(Credentials::isToken)
                .map(Credentials::withoutScheme)
                .or(() -> first(QUERY.stream().map(parameter).flatMap(Optional::stream)))
                .or(() -> header.apply("cookie").flatMap(Credentials::cookie));
    }

    private static Optional<String> payload(ConnectRequest request) {
        return first(PAYLOAD.stream()
                .map(request.auth()::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue));
    }

    /** A payload's token often has the scheme that a header would have. */
    private static Optional<String> first(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty()).findFirst().map(Credentials::withoutScheme);
    }

    /** Another scheme is somebody else's, such as a proxy's Basic. */
    private static boolean isToken(String header) {
        return header.indexOf(' ') < 0 || scheme(header).isPresent();
    }

    private static Optional<String> scheme(String text) {
        return SCHEMES.stream()
                .filter(scheme -> text.regionMatches(true, 0, scheme, 0, scheme.length()))
                .findFirst();
    }

    private static String withoutScheme(String text) {
        return scheme(text)
                .map(scheme -> text.substring(scheme.length()).trim())
                .orElse(text);
    }

    private static Optional<String> cookie(String header) {
        return ServerCookieDecoder.LAX.decode(header).stream()
                .filter(cookie -> cookie.name().equals(COOKIE))
                .map(Cookie::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
