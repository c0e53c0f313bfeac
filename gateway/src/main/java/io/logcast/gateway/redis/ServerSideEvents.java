package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** Hears what servers and emitters say to servers ({@code serverSideEmit}). */
@FunctionalInterface
public interface ServerSideEvents {

    /** Nobody listens here. */
    ServerSideEvents IGNORED = (namespace, event) -> NullNode.getInstance();

    /**
     * On the inbox's thread: must not block.
     *
     * @param event its name, then its arguments
     * @return the answer, if one is wanted; null for none, as from a server without a handler
     */
    JsonNode heard(String namespace, ArrayNode event);
}
