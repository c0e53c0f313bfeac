package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The heads of WebSocket frames (RFC 6455, 5.2), however they are split over reads. A server masks nothing, and ours do not fragment. */
final class FrameParser {

    private static final int SHORT_LENGTH = 126;
    private static final int LONGEST_OF_TWO_BYTES = 0xffff;
    private static final int CLOSE = 8;
    private static final int TEXT_ALONE = 0x81;
    private static final int MASKED = 0x80;
    private static final int HEAD_WITH_MASK = 8;

    private int taken;
    private int lengthBytes;
    private int opcode;
    private long length;

    void restart() {
        taken = 0;
        lengthBytes = 0;
        length = 0;
    }

    /** Takes what belongs to the head, and returns where that ends. */
    int parse(ByteBuffer in, int from, int to) {
        int at = from;
        while (at < to && !isComplete()) {
            take(in.get(at++));
        }
        return at;
    }

    boolean isComplete() {
        return taken == 2 + lengthBytes;
    }

    boolean isClose() {
        return opcode == CLOSE;
    }

    long length() {
        return length;
    }

    /** Opcode, then a length of 7, 16 or 64 bits. */
    private void take(byte next) {
        taken++;
        if (taken == 1) {
            opcode = next & 0x0f;
        } else if (taken == 2) {
            int size = next & 0x7f;
            lengthBytes = size < SHORT_LENGTH ? 0 : size == SHORT_LENGTH ? 2 : 8;
            length = lengthBytes == 0 ? size : 0;
        } else {
            length = length << 8 | (next & 0xff);
        }
    }

    /** A frame as clients send it. With a mask of zeros, which changes nothing. */
    static ByteBuffer masked(String text) {
        byte[] content = text.getBytes(UTF_8);
        if (content.length > LONGEST_OF_TWO_BYTES) {
            throw new IllegalArgumentException("a load client has no more to say than " + LONGEST_OF_TWO_BYTES);
        }
        ByteBuffer frame = ByteBuffer.allocate(HEAD_WITH_MASK + content.length).put((byte) TEXT_ALONE);
        if (content.length < SHORT_LENGTH) {
            frame.put((byte) (MASKED | content.length));
        } else {
            frame.put((byte) (MASKED | SHORT_LENGTH)).putShort((short) content.length);
        }
        return frame.putInt(0).put(content).flip();
    }
}
