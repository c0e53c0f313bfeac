package io.logcast.gateway.namespace;

import static java.util.Objects.requireNonNull;

/**
 * In which way somebody takes part in a namespace.
 *
 * @param hearsOnly it is in no room, nobody emits to it but the log, and nothing that it emits is taken
 * @param comesBack whether it is told where it is, so that its session can be recovered
 */
public record Manner(Rendering rendering, boolean hearsOnly, boolean comesBack) {

    /** Logcast's own. */
    public static final Manner NATIVE = new Manner(Rendering.NATIVE, false, true);

    public Manner {
        requireNonNull(rendering, "rendering is null");
    }
}
