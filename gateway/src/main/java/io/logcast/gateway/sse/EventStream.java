package io.logcast.gateway.sse;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.fanout.Admission;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;

/**
 * The body of a response that has no end.
 *
 * @param ending told when it has one all the same
 */
public record EventStream(Admission admission, Wire wire, Ending ending) {

    public EventStream(Admission admission, Wire wire) {
        this(admission, wire, Ending.UNNOTICED);
    }

    public EventStream {
        requireNonNull(ending, "ending is null");
        requireNonNull(admission, "admission is null");
        requireNonNull(wire, "wire is null");
    }

    /** 200, with the headers that keep proxies from holding frames back. */
    public MutableHttpResponse<EventStream> response() {
        return HttpResponse.ok(this)
                .contentType(wire.type())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                // nginx would hold frames back until its buffer is full.
                .header("X-Accel-Buffering", "no");
    }
}
