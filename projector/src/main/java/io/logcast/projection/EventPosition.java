package io.logcast.projection;

import io.logcast.delivery.SourcePosition;

/** Where an event stands in {@code logcast.events}. */
record EventPosition(int partition, long offset) {

    SourcePosition delivery(int index) {
        return new SourcePosition(partition, offset, index);
    }
}
