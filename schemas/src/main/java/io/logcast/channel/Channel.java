package io.logcast.channel;

import static java.util.Objects.requireNonNull;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.Arrays;
import java.util.Locale;

/**
 * An addressable, ordered sequence of deliveries in a tenant; written {@code stream/<id>}, {@code user/<uid>},
 * {@code room/<name>} or {@code namespace//<name>}.
 */
public record Channel(Kind kind, String name) {

    public static final int MAX_NAME = 256;

    /** How a channel comes to be. */
    public enum Kind {
        /** By a stream definition. */
        STREAM,
        /** One for each user: direct messages. */
        USER,
        /** By being named: flask-sse channels, socket.io rooms. */
        ROOM,
        /** One for each Socket.IO namespace, whose name begins with a slash: what emitters send to more than a room. */
        NAMESPACE;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    public Channel {
        requireNonNull(kind, "kind is null");
        Text.required("channel", name, MAX_NAME);
        if (kind == Kind.NAMESPACE && name.charAt(0) != '/') {
            throw new InvalidField("channel", "must begin with '/' after namespace/");
        }
    }

    public static Channel stream(StreamId id) {
        return new Channel(Kind.STREAM, id.value());
    }

    public static Channel parse(String field, String text) {
        Text.required(field, text, MAX_NAME + 10);
        int slash = text.indexOf('/');
        String word = slash < 0 ? text : text.substring(0, slash);
        return Arrays.stream(Kind.values())
                .filter(kind -> slash > 0 && kind.word.equals(word))
                .findFirst()
                .map(kind -> new Channel(kind, text.substring(slash + 1)))
                .orElseThrow(() -> new InvalidField(field, "must be stream/<id>, user/<id> or room/<name>"));
    }

    /** Null for null, else {@link #parse}. */
    public static Channel parseNullable(String field, String text) {
        return text == null ? null : parse(field, text);
    }

    @Override
    public String toString() {
        return kind.word + "/" + name;
    }
}
