package io.logcast.standalone.arguments;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command: {@code --name value}. */
public final class Arguments {

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    public static Arguments parse(List<String> words) {
        Map<String, String> values = new HashMap<>();
        for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
            String word = each.next();
            if (!word.startsWith("--")) {
                throw new UsageError("'" + word + "' is not understood; options look like --port 8080");
            }
            if (!each.hasNext()) {
                throw new UsageError(word + " needs a value");
            }
            values.put(word.substring(2), each.next());
        }
        return new Arguments(values);
    }

    /** Refuses what the command has no use for. */
    public Arguments only(Set<String> known) {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageError("there is no option --" + name + "; there are --"
                            + String.join(", --", known.stream().sorted().toList()));
                });
        return this;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String required(String name) {
        return text(name).orElseThrow(() -> new UsageError("--" + name + " is needed"));
    }

    public int port(String name, int absent) {
        try {
            int port = text(name).map(Integer::parseInt).orElse(absent);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageError("--" + name + " must be a port, 1 to 65535");
    }
}
