package io.logcast.gateway.fanout;

import java.util.Locale;

/** What becomes of a live subscriber that takes less than there is. Catching up after a start is not lagging. */
public enum LaggingPolicy {
    /** Gets everything, at its own pace. */
    LAG,
    /** Gets the latest of each correlation id, or of each type where there is none; what came between is left out. */
    CONFLATE,
    /** Skips to the head and is told what it has missed. */
    GAP,
    /** Is closed, with the reason. */
    DISCONNECT;

    /** The value of the parameter {@code lagging}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
