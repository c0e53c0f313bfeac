package io.logcast.gateway.fanout;

import static java.util.Objects.requireNonNull;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.replay.ReplaySource;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;

/** The partition that a subscriber reads: its newest part in memory, and what is older. */
public record Feed(Tail tail, int partition, ReplaySource replay) {

    public Feed {
        requireNonNull(tail, "tail is null");
        requireNonNull(replay, "replay is null");
    }

    TailLog log() {
        return tail.log(partition);
    }

    Cursor cursor(long next) {
        return tail.cursor(partition, next);
    }
}
