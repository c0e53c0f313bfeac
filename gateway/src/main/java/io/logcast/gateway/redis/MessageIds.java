package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.event.EventId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The same name for the same message on every gateway that hears it. Messages of Redis have none, and two equal ones are two
 * messages; but all hear them in one order, and in it the marks that gateways publish there. So a message is what it says, the
 * mark before it, and how many like it there have been since. Confined to the inbox's thread.
 *
 * <p>A gateway that has just come (back) and has not heard a mark yet cannot say which of several equal messages one is: its
 * name says so by its {@link #VAGUE} separator.
 */
final class MessageIds {

    static final String PREFIX = "redis-";
    private static final char EXACT = '.';
    private static final char VAGUE = '~';
    private static final String NO_MARK = "";

    private static final int MESSAGE_BYTES = 12;
    private static final int MESSAGE_END = PREFIX.length() + 16;
    private static final int PLACE_BYTES = 8;

    /** The writer marks each second. */
    private static final int MOST_BETWEEN_MARKS = 100_000;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final MessageDigest sha256 = sha256();
    private final Map<String, Integer> sinceMark = new HashMap<>();
    private String mark = NO_MARK;

    void mark(String word) {
        mark = word;
        sinceMark.clear();
    }

    /** Messages may have been missed. */
    void unmark() {
        mark(NO_MARK);
    }

    EventId next(String channel, byte[] message) {
        if (sinceMark.size() >= MOST_BETWEEN_MARKS) {
            // All come to this after the same message.
            mark(mark.isEmpty() ? mark : mark + "+");
        }
        String what = what(sha256, channel, message);
        int number = sinceMark.merge(what, 1, Integer::sum);
        String place = text(sha256.digest((mark + " " + number).getBytes(UTF_8)), PLACE_BYTES);
        return new EventId(PREFIX + what + (mark.isEmpty() ? VAGUE : EXACT) + place);
    }

    /** What is the same of equal messages; an id that is none of these is itself. */
    static String messageOf(String id) {
        return id.startsWith(PREFIX) && id.length() > MESSAGE_END ? id.substring(0, MESSAGE_END) : id;
    }

    static boolean isVague(String id) {
        return id.startsWith(PREFIX) && id.length() > MESSAGE_END && id.charAt(MESSAGE_END) == VAGUE;
    }

    /** An entry of a stream has a name already. From any thread. */
    static EventId ofEntry(String stream, String entry) {
        MessageDigest digest = sha256();
        byte[] name = entry.getBytes(UTF_8);
        return new EventId(PREFIX + what(digest, stream, name) + EXACT + text(digest.digest(name), PLACE_BYTES));
    }

    /** The same for equal messages on the channel, and for no others. From any thread. */
    static String what(String channel, byte[] message) {
        return what(sha256(), channel, message);
    }

    private static String what(MessageDigest digest, String channel, byte[] message) {
        digest.update(channel.getBytes(UTF_8));
        digest.update((byte) 0);
        return text(digest.digest(message), MESSAGE_BYTES);
    }

    private static String text(byte[] digest, int bytes) {
        return TEXT.encodeToString(Arrays.copyOf(digest, bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
