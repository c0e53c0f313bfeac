package io.logcast.gateway.engineio;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is about.
 *
 * @param method GET, POST, …
 * @param query all parameters
 * @param upgrade whether it asks to become a WebSocket
 */
public record EngineRequest(String method, Map<String, List<String>> query, boolean upgrade) {

    public EngineRequest {
        requireNonNull(method, "method is null");
        query = Map.copyOf(query);
    }

    public Optional<String> sid() {
        return parameter("sid").filter(sid -> !sid.isEmpty());
    }

    public Optional<TransportName> transport() {
        return parameter("transport").flatMap(TransportName::of);
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    /** 4 or 3; 0 for any other. */
    public int protocol() {
        return switch (parameter("EIO").orElse("")) {
            case "4" -> 4;
            case "3" -> 3;
            default -> 0;
        };
    }

    /** Whether payloads have to be text, in Engine.IO 3. */
    public boolean wantsText() {
        return query.containsKey("b64") || query.containsKey("j");
    }

    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
