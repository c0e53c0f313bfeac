package io.logcast.bench.load;

/** Checks the numbers that one subscriber sees: each once, in order. Remembers the last 64. */
final class Sequence {

    private static final int WINDOW = 64;

    private long last = -1;
    private long seen;

    /** From now on this number comes next; without it, the first number that comes is right. */
    void expect(long first) {
        last = first - 1;
        seen = -1;
    }

    long last() {
        return last;
    }

    void take(long number, Tally tally) {
        if (seen == 0) {
            last = number;
            seen = 1;
        } else if (number > last) {
            advance(number - last, tally);
            last = number;
        } else {
            late(last - number, tally);
        }
    }

    private void advance(long by, Tally tally) {
        tally.lost += by - 1;
        seen = by >= WINDOW ? 1 : seen << by | 1;
    }

    private void late(long behind, Tally tally) {
        if (behind < WINDOW && (seen >> behind & 1) == 0) {
            tally.disordered++;
            tally.lost--;
            seen |= 1L << behind;
        } else {
            tally.doubled++;
        }
    }
}
