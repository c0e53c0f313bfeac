package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Admission;

/**
 * The body of a response that has no end.
 *
 * @param format {@link Format#SSE} or {@link Format#NDJSON}
 */
record EventStream(Admission admission, Format format) {

    EventStream {
        if (format == Format.PAGE) {
            throw new IllegalArgumentException("a page has an end");
        }
    }
}
