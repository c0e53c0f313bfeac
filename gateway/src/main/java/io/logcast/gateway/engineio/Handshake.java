package io.logcast.gateway.engineio;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the first request of a session said. Kept for as long as the session, so only what somebody needs later: a browser's
 * WebSocket has no {@code Authorization}, the polling request before it had one.
 *
 * @param protocol 4 or 3: the parameter {@code EIO}
 * @param path of the request, without the query
 * @param query all parameters
 * @param headers by lower-case name; only {@code authorization}, {@code cookie}, {@code origin}, {@code user-agent} and
 *     {@code x-forwarded-for}
 * @param address of the other end of the connection
 * @param secure whether TLS ends here
 */
public record Handshake(
        int protocol,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String address,
        boolean secure,
        Instant time) {

    public Handshake {
        requireNonNull(path, "path is null");
        requireNonNull(address, "address is null");
        requireNonNull(time, "time is null");
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The first value of a parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** @param name lower-case */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
