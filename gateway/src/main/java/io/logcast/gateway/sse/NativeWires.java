package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.FanoutSettings;
import jakarta.inject.Singleton;

/** What {@code GET /v1/events} sends without end. */
@Singleton
final class NativeWires {

    private final Wire sse;
    private final Wire ndjson;

    NativeWires(FanoutSettings settings) {
        sse = Wire.of(Format.SSE.type(), framing -> new SseEncoder(framing, settings.retry()));
        ndjson = Wire.of(Format.NDJSON.type(), NdjsonEncoder::new);
    }

    Wire of(Format format) {
        return switch (format) {
            case SSE -> sse;
            case NDJSON -> ndjson;
            case PAGE -> throw new IllegalArgumentException("a page has an end");
        };
    }
}
