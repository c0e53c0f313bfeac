package io.logcast.standalone;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the firehose numbers its events with. */
record Ticket(int key, int number) {

    private static final Pattern TEXT = Pattern.compile("ticket-(\\d+)-(\\d+)");

    /** Reads it out of whatever JSON it stands in. */
    static Ticket in(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no ticket in " + text);
        }
        return new Ticket(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return "ticket-" + key + "-" + number;
    }
}
