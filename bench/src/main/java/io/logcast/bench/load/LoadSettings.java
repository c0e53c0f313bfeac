package io.logcast.bench.load;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.option.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a load client shall do; its command line. In the path, in headers, in the token and in roles {@code {i}} is the number of
 * the connection and {@code {c}} its channel (number modulo channels).
 *
 * <p>Not obvious: {@code source} is the address to connect from, for more connections than one address has ports;
 * {@code handshakes} may be under way at a time; {@code coalesce} is a pause of so many microseconds between two rounds of
 * reading, which is cheaper and adds as much to the latency; {@code reconnect} is the wait in milliseconds before a lost
 * connection is opened again, empty: never; {@code first} is the number that each sequence has to begin with, empty: any;
 * {@code receive-buffer} in bytes, empty: the system's choice; {@code roles} empty: without a token.
 */
public final class LoadSettings {

    private static final Defaults DEFAULTS = Defaults.none()
            .with("port", 0)
            .with("connections", 1)
            .with("channels", 1)
            .with("path", "/")
            .with("headers", "")
            .with("last-id", "")
            .with("source", "")
            .with("handshakes", 200)
            .with("coalesce", 0)
            .with("reconnect", "")
            .with("first", "")
            .with("receive-buffer", "")
            .with("secret", "")
            .with("tenant", "")
            .with("roles", "")
            .with("protocol", "sse");

    private final List<String> arguments;
    private final Options options;

    private LoadSettings(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        this.options = Options.parse(arguments, DEFAULTS);
    }

    static LoadSettings of(String[] arguments) {
        return new LoadSettings(Arrays.asList(arguments));
    }

    /** Everything else as it is when nobody says otherwise. */
    public static LoadSettings to(int port, String path, int connections) {
        return new LoadSettings(List.of()).with("port", port).with("path", path).with("connections", connections);
    }

    public LoadSettings with(String name, Object value) {
        List<String> more = new ArrayList<>(arguments);
        more.addAll(List.of("--" + name, value.toString()));
        return new LoadSettings(more);
    }

    List<String> arguments() {
        return arguments;
    }

    public int connections() {
        return options.positive("connections");
    }

    int number(String name) {
        return options.number(name);
    }

    String text(String name) {
        return options.text(name);
    }

    /** {@code absent} if it is empty. */
    long numberOr(String name, long absent) {
        return text(name).isEmpty() ? absent : options.number(name);
    }
}
