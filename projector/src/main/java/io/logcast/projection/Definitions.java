package io.logcast.projection;

import io.logcast.node.definition.DefinitionSnapshot;
import java.time.Duration;

/** The stream definitions, as the projection needs them; kept by the process's definition table. */
public interface Definitions {

    DefinitionSnapshot snapshot();

    /** The next offset of {@code logcast.stream-definitions} to be read; -1 until it was read to its end once. */
    long position();

    /** Waits until {@code position() >= offset}; false if that did not come true in time. */
    boolean awaitPosition(long offset, Duration atMost) throws InterruptedException;
}
