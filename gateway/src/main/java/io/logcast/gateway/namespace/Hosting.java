package io.logcast.gateway.namespace;

import static java.util.Objects.requireNonNull;

import io.logcast.gateway.fanout.Fanout;

/** What every socket's stay needs of this gateway. */
public record Hosting(Fanout fanout, Recovery recovery, ClientEvents events) {

    public Hosting {
        requireNonNull(fanout, "fanout is null");
        requireNonNull(recovery, "recovery is null");
        requireNonNull(events, "events is null");
    }
}
