package io.logcast.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of one response. Given up when it is complete: there are thousands of connections. */
final class HeadParser {

    private static final int MAX = 16 * 1024;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d{1,9})");

    private final StringBuilder text = new StringBuilder(256);

    /** @return where the body begins; -1 if the head goes on */
    int parse(ByteBuffer in, int from, int to) {
        for (int at = from; at < to; at++) {
            text.append((char) in.get(at));
            if (text.charAt(text.length() - 1) == '\n' && endsWithEmptyLine()) {
                return at + 1;
            }
        }
        if (text.length() > MAX) {
            throw new IllegalStateException("the head of the response has more than " + MAX + " bytes");
        }
        return -1;
    }

    int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    boolean isChunked() {
        return text.toString().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    }

    int contentLength() {
        Matcher length = LENGTH.matcher(text);
        if (!length.find()) {
            throw new IllegalStateException("a response without a length");
        }
        return Integer.parseInt(length.group(1));
    }

    private boolean endsWithEmptyLine() {
        int end = text.length();
        return end >= 4 && text.indexOf("\r\n\r\n", end - 4) >= 0;
    }

    /** What there is to say when the status is not the one wanted. */
    String summary(ByteBuffer in, int body, int to) {
        byte[] rest = new byte[Math.min(200, to - body)];
        in.get(body, rest);
        return text.substring(0, Math.max(0, text.indexOf("\r\n"))) + " "
                + new String(rest, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }
}
