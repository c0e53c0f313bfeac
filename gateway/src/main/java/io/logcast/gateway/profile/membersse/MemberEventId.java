package io.logcast.gateway.profile.membersse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.Epoch;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A cursor of one partition as the twelve letters and digits that clients know as an id: eight of the next offset, four of a
 * check. The partition need not be in it, for a member lives in one; the check is of epoch and partition, so that an id of
 * another log, or of the original, which made them up, is not taken for a place. Ids of a member ascend as texts do.
 */
final class MemberEventId {

    static final int LENGTH = 12;

    private static final int CHECK_LENGTH = 4;
    private static final int OFFSET_LENGTH = LENGTH - CHECK_LENGTH;
    /** In the order of their codes. */
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int BASE = DIGITS.length();
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{" + LENGTH + "}");

    private MemberEventId() {}

    /** @param after of one partition; of several the first counts */
    static byte[] of(Cursor after) {
        int partition = after.positions().firstKey();
        byte[] id = new byte[LENGTH];
        write(id, 0, OFFSET_LENGTH, after.positions().get(partition));
        write(id, OFFSET_LENGTH, CHECK_LENGTH, check(after.epoch(), partition));
        return id;
    }

    /** Empty if it is none of this partition in this epoch. */
    static Optional<Cursor> read(String text, Epoch epoch, int partition) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] check = new byte[CHECK_LENGTH];
        write(check, 0, CHECK_LENGTH, check(epoch, partition));
        return text.endsWith(new String(check, US_ASCII))
                ? Optional.of(Cursor.of(epoch, partition, number(text.substring(0, OFFSET_LENGTH))))
                : Optional.empty();
    }

    private static long check(Epoch epoch, int partition) {
        CRC32C crc = new CRC32C();
        crc.update((epoch + "/" + partition).getBytes(US_ASCII));
        return crc.getValue();
    }

    /** The lowest digits: of an offset that is all of it, below 2 * 10^14. */
    private static void write(byte[] out, int at, int length, long number) {
        long left = number;
        for (int i = at + length - 1; i >= at; i--) {
            out[i] = (byte) DIGITS.charAt((int) (left % BASE));
            left /= BASE;
        }
    }

    private static long number(String digits) {
        return digits.chars().mapToLong(DIGITS::indexOf).reduce(0, (number, digit) -> number * BASE + digit);
    }
}
