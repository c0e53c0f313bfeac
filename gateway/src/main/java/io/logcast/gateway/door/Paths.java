package io.logcast.gateway.door;

import jakarta.inject.Singleton;
import java.util.Set;

/** Which requests are for Engine.IO. */
@Singleton
final class Paths {

    private final Set<String> bare;

    Paths(DoorSettings settings) {
        this.bare = settings.barePaths();
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
