package io.logcast.gateway.redis;

/**
 * The name of an entry in a stream of Redis, by which it finds its place: the moment in milliseconds, then a number.
 *
 * @param number unsigned
 */
record EntryId(long millis, long number) implements Comparable<EntryId> {

    static final EntryId FIRST = new EntryId(0, 0);

    static EntryId of(String text) {
        int dash = text.indexOf('-');
        return new EntryId(
                Long.parseUnsignedLong(text.substring(0, dash)), Long.parseUnsignedLong(text.substring(dash + 1)));
    }

    @Override
    public int compareTo(EntryId other) {
        int byMoment = Long.compareUnsigned(millis, other.millis);
        return byMoment == 0 ? Long.compareUnsigned(number, other.number) : byMoment;
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(number);
    }
}
