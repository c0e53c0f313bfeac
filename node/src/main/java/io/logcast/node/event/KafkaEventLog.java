package io.logcast.node.event;

import io.logcast.event.Event;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Appender;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** The log in Kafka's topic {@code logcast.events}. */
public final class KafkaEventLog implements EventLog {

    private final Appender appender;
    private final LongSupplier definitionsPosition;

    /** @param definitionsPosition up to where this process has read the stream definitions */
    public KafkaEventLog(Appender appender, LongSupplier definitionsPosition) {
        this.appender = appender;
        this.definitionsPosition = definitionsPosition;
    }

    @Override
    public CompletionStage<Receipt> append(Event event) {
        try {
            return appender.append(EventRecord.of(event, definitionsPosition.getAsLong()))
                    .thenApply(kept -> new Receipt(event.id(), kept.partition(), kept.offset()));
        } catch (AppendRefused e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
