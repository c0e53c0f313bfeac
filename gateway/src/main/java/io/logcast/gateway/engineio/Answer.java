package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;

/** What a request of polling is answered. */
public sealed interface Answer {

    /**
     * To a GET.
     *
     * @param payload whoever gets it releases it
     * @param binary whether it is bytes, or text in UTF-8
     */
    record Payload(ByteBuf payload, boolean binary) implements Answer {}

    /** To a POST: "ok". */
    record Accepted() implements Answer {}

    record Refused(EngineError error) implements Answer {}
}
