package io.logcast.node.event;

import io.logcast.event.Event;
import java.util.List;

class InMemoryEventLogTest extends EventLogContract {

    private final InMemoryEventLog log = new InMemoryEventLog();

    @Override
    EventLog log() {
        return log;
    }

    @Override
    List<Event> kept(int count) {
        return log.events();
    }
}
