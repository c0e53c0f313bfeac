package io.logcast.cursor;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a subscriber is: for each partition of {@code logcast.deliveries} that it reads, the offset of the next record to
 * read. Written {@code epoch:partition-offset[,partition-offset…]}, for example {@code k3:7-18422}; clients treat it as
 * opaque text.
 *
 * @param positions next offset by partition; 1 to {@value #MAX_POSITIONS} of them
 */
public record Cursor(Epoch epoch, SortedMap<Integer, Long> positions) {

    public static final int MAX_POSITIONS = 100;
    public static final int MAX_LENGTH = 2048;

    private static final Pattern POSITION = Pattern.compile("\\d{1,6}-\\d{1,18}");

    public Cursor {
        requireNonNull(epoch, "epoch is null");
        if (positions.isEmpty() || positions.size() > MAX_POSITIONS) {
            throw new MalformedCursor("it must have 1 to " + MAX_POSITIONS + " positions");
        }
        positions.forEach(Cursor::requirePosition);
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    }

    public static Cursor of(Epoch epoch, int partition, long next) {
        return new Cursor(epoch, new TreeMap<>(Map.of(partition, next)));
    }

    /** @throws MalformedCursor if the text is none; the message tells the rule and does not repeat the text */
    public static Cursor parse(String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            throw new MalformedCursor("it must have at most " + MAX_LENGTH + " characters");
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new MalformedCursor("it must look like k3:7-18422");
        }
        return new Cursor(new Epoch(text.substring(0, colon)), parsePositions(text.substring(colon + 1)));
    }

    /** The next offset to read in the partition; empty if this cursor does not speak of it. */
    public OptionalLong next(int partition) {
        Long next = positions.get(partition);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** The same place, except for one partition. */
    public Cursor with(int partition, long next) {
        SortedMap<Integer, Long> moved = new TreeMap<>(positions);
        moved.put(partition, next);
        return new Cursor(epoch, moved);
    }

    private static SortedMap<Integer, Long> parsePositions(String text) {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        for (String position : text.split(",", -1)) {
            if (!POSITION.matcher(position).matches()) {
                throw new MalformedCursor("its positions must look like 7-18422, joined by commas");
            }
            int dash = position.indexOf('-');
            Integer partition = Integer.valueOf(position.substring(0, dash));
            if (positions.put(partition, Long.valueOf(position.substring(dash + 1))) != null) {
                throw new MalformedCursor("it names a partition twice");
            }
        }
        return positions;
    }

    private static void requirePosition(int partition, long next) {
        if (partition < 0 || next < 0) {
            throw new MalformedCursor("it must have no negative number");
        }
    }

    @Override
    public String toString() {
        return positions.entrySet().stream()
                .map(position -> position.getKey() + "-" + position.getValue())
                .collect(Collectors.joining(",", epoch + ":", ""));
    }
}
