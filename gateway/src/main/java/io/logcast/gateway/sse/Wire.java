package io.logcast.gateway.sse;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.fanout.FrameEncoder;
import io.micronaut.http.MediaType;
import java.util.function.Function;

/**
 * What a door sends without end: its media type and its frames. One for all of a door's connections, for subscribers with the
 * same encoder share what it wrote.
 *
 * @param chunked the frames on HTTP/1.1
 * @param plain the same on HTTP/2
 */
public record Wire(MediaType type, FrameEncoder chunked, FrameEncoder plain) {

    public Wire {
        requireNonNull(type, "type is null");
        requireNonNull(chunked, "chunked is null");
        requireNonNull(plain, "plain is null");
    }

    public static Wire of(MediaType type, Function<Framing, FrameEncoder> frames) {
        return new Wire(type, frames.apply(Framing.CHUNKED), frames.apply(Framing.PLAIN));
    }
}
