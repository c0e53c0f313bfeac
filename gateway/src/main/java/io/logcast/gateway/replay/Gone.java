package io.logcast.gateway.replay;

import io.logcast.gateway.tail.Slice;

/**
 * Retention has removed that.
 *
 * @param start the oldest position that is still there
 */
record Gone(long start) implements Stretch {

    @Override
    public boolean covers(long position) {
        return position < start;
    }

    @Override
    public Slice slice(long position) {
        return new Slice.TooOld(start);
    }
}
