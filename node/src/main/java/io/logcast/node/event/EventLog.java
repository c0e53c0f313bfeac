package io.logcast.node.event;

import io.logcast.event.Event;
import java.util.concurrent.CompletionStage;

/** Where events are kept. */
public interface EventLog {

    /**
     * Appends the event behind all that were given before with the same {@link Event#recordKey()}. Never blocks.
     *
     * @return completes when the event is kept; exceptionally with {@link io.logcast.node.append.AppendRefused} when it
     *     is not, or is larger than {@link Event#MAX_BYTES}
     */
    CompletionStage<Receipt> append(Event event);
}
