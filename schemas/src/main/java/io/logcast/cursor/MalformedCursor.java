package io.logcast.cursor;

/** Text that is no cursor. Each door turns it into its protocol's own refusal. */
public final class MalformedCursor extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedCursor(String rule) {
        super("is no cursor: " + rule);
    }
}
