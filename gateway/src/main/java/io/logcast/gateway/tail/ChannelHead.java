package io.logcast.gateway.tail;

import io.logcast.delivery.ChannelKey;

/** The newest entry of a channel in a ring. Written by the tail thread. */
final class ChannelHead {

    static final long NONE = -1;

    private final ChannelKey key;
    private volatile long newest = NONE;

    ChannelHead(ChannelKey key) {
        this.key = key;
    }

    ChannelKey key() {
        return key;
    }

    long newest() {
        return newest;
    }

    void newest(long index) {
        newest = index;
    }
}
