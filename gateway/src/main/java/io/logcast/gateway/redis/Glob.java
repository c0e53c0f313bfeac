package io.logcast.gateway.redis;

import java.util.regex.Pattern;

/** Patterns of Redis (see the command KEYS), as far as they are used here: with {@code *} alone. */
final class Glob {

    private Glob() {}

    /** In one pass for each part between the asterisks: the text is whatever a client has sent. */
    static boolean matches(String pattern, String text) {
        String[] parts = pattern.split(Pattern.quote("*"), -1);
        String last = parts[parts.length - 1];
        int from = parts[0].length();
        if (parts.length == 1) {
            return text.equals(pattern);
        }
        if (!text.startsWith(parts[0])) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int at = text.indexOf(parts[i], from);
            if (at < 0) {
                return false;
            }
            from = at + parts[i].length();
        }
        return text.length() - last.length() >= from && text.endsWith(last);
    }
}
