package io.logcast.gateway.namespace;

import static java.util.Objects.requireNonNull;

/** Who is let in, and how their stay begins. */
record Stay(Guest guest, Beginning beginning) {

    Stay {
        requireNonNull(guest, "guest is null");
        requireNonNull(beginning, "beginning is null");
    }
}
