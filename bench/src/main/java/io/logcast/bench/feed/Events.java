package io.logcast.bench.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Makes payloads of one size: {@code {"n":NUMBER,"t":NANOS,"pad":"…"}}, numbered from 0 in each channel. What is looked for comes
 * first, so that a load client need not read on.
 */
public final class Events {

    /** Room for the members and their longest numbers. */
    public static final int SMALLEST = 64;

    private static final byte[] END = "\"}".getBytes(US_ASCII);

    private final int size;
    private final long[] next;

    /** @param size of a payload in bytes, at least {@value #SMALLEST} */
    public Events(int size, int channels) {
        if (size < SMALLEST) {
            throw new IllegalArgumentException("size must be at least " + SMALLEST + " bytes, not " + size);
        }
        this.size = size;
        this.next = new long[channels];
    }

    public int channels() {
        return next.length;
    }

    /** The number that the next event of the channel will have. */
    public long next(int channel) {
        return next[channel];
    }

    /** @param dueNanos when it should be sent, on {@link System#nanoTime} */
    public byte[] make(int channel, long dueNanos) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 'x');
        byte[] head = ("{\"n\":" + next[channel]++ + ",\"t\":" + dueNanos + ",\"pad\":\"").getBytes(US_ASCII);
        System.arraycopy(head, 0, payload, 0, head.length);
        System.arraycopy(END, 0, payload, size - END.length, END.length);
        return payload;
    }
}
