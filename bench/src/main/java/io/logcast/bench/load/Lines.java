package io.logcast.bench.load;

import java.nio.ByteBuffer;

/** Finds line ends eight bytes at a time: most of what a load client reads is padding. */
final class Lines {

    private static final long FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Lines() {}

    /** The index of the next line feed, or {@code to} if there is none before it. */
    static int end(ByteBuffer in, int from, int to) {
        int at = from;
        while (at + 8 <= to && !hasFeed(in.getLong(at))) {
            at += 8;
        }
        while (at < to && in.get(at) != '\n') {
            at++;
        }
        return at;
    }

    /** A byte of the difference is zero where there is a feed; the borrow of a subtraction finds it ("Bit Twiddling Hacks"). */
    private static boolean hasFeed(long word) {
        long difference = word ^ FEEDS;
        return ((difference - LOW) & ~difference & HIGH) != 0;
    }
}
