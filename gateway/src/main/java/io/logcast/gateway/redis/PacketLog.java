package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.event.EventId;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Where packets of emitters go so that they can be replayed. */
@FunctionalInterface
public interface PacketLog {

    /**
     * Keeps the order of the calls, which come from one thread; must not block.
     *
     * @param id by which it is found in the log again
     * @param namespace with its slash
     * @param rooms empty means everybody in the namespace
     * @param event its name, then its arguments; bytes are {@code BinaryNode}s
     * @return completes when it is kept, fails when it is lost
     */
    CompletionStage<Void> append(EventId id, String namespace, Set<String> rooms, Set<String> except, ArrayNode event);
}
