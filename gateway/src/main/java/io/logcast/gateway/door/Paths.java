package io.logcast.gateway.door;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which requests are for Engine.IO. */
@Singleton
final class Paths {

    private final Set<String> bare;

    /** @param more beside those of the settings */
    Paths(DoorSettings settings, List<EnginePaths> more) {
        this.bare = Stream.concat(Stream.of(settings.enginePaths()), more.stream())
                .flatMap(paths -> paths.bare().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param uri as it stands in the request */
    boolean contain(String uri) {
        int query = uri.indexOf('?');
        int end = query < 0 ? uri.length() : query;
        if (end > 0 && uri.charAt(end - 1) == '/') {
            end--;
        }
        return bare.contains(uri.substring(0, end));
    }
}
