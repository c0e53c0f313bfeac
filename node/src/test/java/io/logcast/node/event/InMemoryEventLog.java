package io.logcast.node.event;

import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.node.append.AppendRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The log in a list: one partition. */
public final class InMemoryEventLog implements EventLog {

    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized CompletionStage<Receipt> append(Event event) {
        try {
            EventRecord.requireSize(CloudEventCodec.encode(event).length);
        } catch (AppendRefused e) {
            return CompletableFuture.failedFuture(e);
        }
        events.add(event);
        return CompletableFuture.completedFuture(new Receipt(event.id(), 0, events.size() - 1L));
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }
}
