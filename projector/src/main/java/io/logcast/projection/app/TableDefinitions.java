package io.logcast.projection.app;

import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.definition.DefinitionTable;
import io.logcast.projection.Definitions;
import java.time.Duration;

/** The process's definition table, as the projection sees it. */
record TableDefinitions(DefinitionTable table) implements Definitions {

    @Override
    public DefinitionSnapshot snapshot() {
        return table.snapshot();
    }

    @Override
    public long position() {
        return table.position();
    }

    @Override
    public boolean awaitPosition(long offset, Duration atMost) throws InterruptedException {
        return table.awaitPosition(offset, atMost);
    }
}
