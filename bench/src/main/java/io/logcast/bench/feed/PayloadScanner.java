package io.logcast.bench.feed;

/**
 * Finds {@code "n":NUMBER} and {@code "t":NUMBER} in a payload, byte by byte, so that it may be split anywhere. Both stand at
 * its beginning (see {@link Events}): the rest needs no look.
 */
public final class PayloadScanner {

    private static final int OUTSIDE = 0;
    private static final int OPENED = 1;
    private static final int NAMED = 2;
    private static final int CLOSED = 3;
    private static final int DIGITS = 4;

    private int state;
    private byte name;
    private long value;
    private long number;
    private long sent;

    public void reset() {
        state = OUTSIDE;
        number = -1;
        sent = 0;
    }

    public boolean isComplete() {
        return number >= 0 && sent > 0 && state == OUTSIDE;
    }

    public long number() {
        return number;
    }

    public long sent() {
        return sent;
    }

    public void take(byte next) {
        switch (state) {
            case OUTSIDE -> state = next == '"' ? OPENED : OUTSIDE;
            case OPENED -> open(next);
            case NAMED -> state = next == '"' ? CLOSED : OUTSIDE;
            case CLOSED -> state = next == ':' ? DIGITS : OUTSIDE;
            default -> digit(next);
        }
    }

    private void open(byte next) {
        name = next;
        value = 0;
        state = next == 'n' || next == 't' ? NAMED : OUTSIDE;
    }

    private void digit(byte next) {
        if (next >= '0' && next <= '9') {
            value = value * 10 + (next - '0');
            return;
        }
        if (name == 'n') {
            number = value;
        } else {
            sent = value;
        }
        state = OUTSIDE;
    }
}
