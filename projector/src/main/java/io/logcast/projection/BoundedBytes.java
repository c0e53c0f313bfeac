package io.logcast.projection;

import java.io.ByteArrayOutputStream;

/**
 * Counts all bytes and keeps none beyond a limit: a map may repeat a payload of 1 MiB a hundred times, in each of many
 * streams, and an OutOfMemoryError would end the projection again and again.
 */
final class BoundedBytes extends ByteArrayOutputStream {

    private final int most;
    private long length;

    BoundedBytes(int most) {
        super(512);
        this.most = most;
    }

    /** Everything that was written, kept or not. */
    long length() {
        return length;
    }

    boolean isWhole() {
        return length <= most;
    }

    @Override
    public synchronized void write(int b) {
        if (++length <= most) {
            super.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        length += count;
        if (length <= most) {
            super.write(bytes, offset, count);
        }
    }
}
