package io.logcast.gateway.profile;

/** Characters of JSON as four hexadecimal digits (RFC 8259, 7). */
public final class Unicode {

    private Unicode() {}

    /** Not by a format: a text may have a million of them, and an event loop waits. */
    public static void escape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
