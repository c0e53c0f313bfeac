package io.logcast.standalone;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a chunked response (RFC 9112, 7.1), without the chunks. One that ends within a chunk is incomplete (8). */
final class ChunkedInput extends InputStream {

    private final InputStream chunks;
    private int left;

    ChunkedInput(InputStream chunks) {
        this.chunks = chunks;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** At most what is left of the chunk: more would wait for the next one. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            left = size();
        }
        if (left == 0) {
            return -1;
        }
        int read = chunks.read(into, offset, Math.min(left, length));
        if (read < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        left -= read;
        if (left == 0) {
            chunks.skipNBytes(2);
        }
        return read;
    }

    private int size() throws IOException {
        int size = 0;
        for (int c = chunks.read(); c != '\n'; c = chunks.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended before a chunk");
            }
            size = c == '\r' ? size : size * 16 + Character.digit(c, 16);
        }
        return size;
    }
}
