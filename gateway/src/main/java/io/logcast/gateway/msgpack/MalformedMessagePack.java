package io.logcast.gateway.msgpack;

/** Bytes that are no MessagePack, or more of it than is read. */
public final class MalformedMessagePack extends Exception {

    public MalformedMessagePack(String message) {
        super(message);
    }
}
