package io.logcast.gateway.door;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * Which pages may use Socket.IO ({@code logcast.gateway.socketio.cors}). Apart from Micronaut's own CORS, which does not know
 * of WebSockets.
 *
 * @param origins as browsers write them, {@code https://example.com}, or {@code *}; none: only pages of this origin
 * @param credentials whether cookies of other origins than our own count, and their browsers may send them
 */
@Context
@ConfigurationProperties(CorsSettings.PREFIX)
record CorsSettings(
        @Bindable(defaultValue = "") List<String> origins,
        @Bindable(defaultValue = "false") boolean credentials) {

    static final String PREFIX = DoorSettings.PREFIX + ".cors";
    static final String ANY = "*";

    CorsSettings {
        origins = origins.stream().filter(origin -> !origin.isBlank()).toList();
        if (!origins.stream().allMatch(CorsSettings::isOrigin)) {
            throw new InvalidField(PREFIX + ".origins", "must be origins such as https://example.com, or *");
        }
    }

    private static boolean isOrigin(String origin) {
        return origin.equals(ANY) || origin.matches("[a-z][a-z0-9+.-]*://[^/?#\\s]+");
    }
}
