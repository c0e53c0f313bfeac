package io.logcast.gateway.redis;

/**
 * The name of an entry in a stream of Redis, by which it finds its place: the moment in milliseconds, then a number.
 *
 * @param number unsigned
 */
record StreamId(long millis, long number) implements Comparable<StreamId> {

    static final StreamId FIRST = new StreamId(0, 0);

    static StreamId of(String text) {
        int dash = text.indexOf('-');
        return new StreamId(
                Long.parseUnsignedLong(text.substring(0, dash)), Long.parseUnsignedLong(text.substring(dash + 1)));
    }

    @Override
    public int compareTo(StreamId other) {
        int byMoment = Long.compareUnsigned(millis, other.millis);
        return byMoment == 0 ? Long.compareUnsigned(number, other.number) : byMoment;
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(number);
    }
}
