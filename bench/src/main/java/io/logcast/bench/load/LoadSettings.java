package io.logcast.bench.load;

import io.logcast.bench.option.Defaults;
import io.logcast.bench.option.Options;
import io.logcast.bench.token.TokenMint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a load client shall do; its command line. In the path, in headers, in the subject and in roles {@code {i}} is the number of
 * the connection and {@code {c}} its channel (number modulo channels).
 *
 * <p>Not obvious: {@code source} is the address to connect from, for more connections than one address has ports;
 * {@code handshakes} may be under way at a time; {@code coalesce} is a pause of so many microseconds between two rounds of
 * reading, which is cheaper and adds as much to the latency; {@code reconnect} is the wait in milliseconds before a lost
 * connection is opened again, empty: never, which doubles up to {@code reconnect-max} and varies by {@code jitter} percent;
 * {@code ports}, with commas, are taken in turn, whoever connects; {@code first} is the number that each sequence has to begin with, empty: any;
 * {@code receive-buffer} in bytes, empty: the system's choice; {@code roles} empty: without a token.
 */
public final class LoadSettings {

    private static final Defaults DEFAULTS = Defaults.none()
            .with("port", 0)
            .with("ports", "")
            .with("connections", 1)
            .with("channels", 1)
            .with("path", "/")
            .with("headers", "")
            .with("last-id", "")
            .with("source", "")
            .with("handshakes", 200)
            .with("coalesce", 0)
            .with("reconnect", "")
            .with("reconnect-max", "")
            .with("jitter", 0)
            .with("first", "")
            .with("receive-buffer", "")
            .with("secret", "")
            .with("tenant", "")
            .with("subject", "subscriber-{i}")
            .with("roles", "")
            .with("namespace", "")
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

    /** To connect to, in turn. */
    int[] ports() {
        return text("ports").isEmpty()
                ? new int[] {number("port")}
                : options.list("ports").stream().mapToInt(Integer::parseInt).toArray();
    }

    /** Null: a lost connection is not opened again. */
    Backoff backoff() {
        long first = numberOr("reconnect", -1);
        return first < 0 ? null : new Backoff(first, numberOr("reconnect-max", first), number("jitter") / 100.0);
    }

    /** For that connection; empty if there are no roles. */
    String token(int index) {
        return text("roles").isEmpty()
                ? ""
                : new TokenMint(text("secret")).token(text("tenant"), filled("subject", index), filled("roles", index));
    }

    String filled(String name, int index) {
        return fill(text(name), index);
    }

    String fill(String template, int index) {
        return template.replace("{i}", Integer.toString(index))
                .replace("{c}", Integer.toString(index % number("channels")));
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
