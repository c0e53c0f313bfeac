package io.logcast.bench.option;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a run: {@code --name value}, else the default. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @throws UsageError naming the option, and those that there are */
    public static Options parse(List<String> words, Defaults defaults) {
        Map<String, String> values = new LinkedHashMap<>(defaults.values());
        for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
            String word = each.next();
            requireKnown(word, defaults);
            if (!each.hasNext()) {
                throw new UsageError(word + " needs a value");
            }
            values.put(word.substring(2), each.next());
        }
        return new Options(values);
    }

    public String text(String name) {
        return values.get(name);
    }

    /** What stands between commas; empty if there is nothing. */
    public List<String> list(String name) {
        return Arrays.stream(text(name).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A whole number, at least 0; {@code 10_000} and {@code 10,000} are understood. */
    public int number(String name) {
        try {
            int number = Integer.parseInt(text(name).replaceAll("[_,]", ""));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageError("--" + name + " must be a whole number from 0 to 2147483647, not '" + text(name) + "'");
    }

    /** A number above 0. */
    public int positive(String name) {
        int number = number(name);
        if (number == 0) {
            throw new UsageError("--" + name + " must be at least 1");
        }
        return number;
    }

    /** In the order in which the scenario names them. */
    public Map<String, String> all() {
        return new LinkedHashMap<>(values);
    }

    private static void requireKnown(String word, Defaults defaults) {
        if (!word.startsWith("--") || !defaults.values().containsKey(word.substring(2))) {
            throw new UsageError("'" + word + "' is not understood; the options are: " + defaults.text());
        }
    }
}
