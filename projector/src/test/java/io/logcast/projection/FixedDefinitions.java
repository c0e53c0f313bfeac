package io.logcast.projection;

import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.stream.StreamDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Definitions that stand at a position, and arrive when they are awaited, or never. */
final class FixedDefinitions implements Definitions {

    final List<Long> awaited = new ArrayList<>();

    private final DefinitionSnapshot snapshot;
    private long position;
    private boolean arriving = true;
    private boolean late;

    FixedDefinitions(long position, StreamDefinition... streams) {
        this.position = position;
        this.snapshot = DefinitionSnapshot.of(List.of(streams));
    }

    FixedDefinitions stuck() {
        arriving = false;
        return this;
    }

    /** They come when the wait is just over. */
    FixedDefinitions late() {
        late = true;
        return this;
    }

    void moveTo(long next) {
        position = next;
    }

    @Override
    public DefinitionSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public boolean awaitPosition(long offset, Duration atMost) {
        awaited.add(offset);
        if (arriving) {
            position = offset;
        }
        return arriving && !late;
    }
}
