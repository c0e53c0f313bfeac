package io.logcast.gateway.namespace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.event.TenantId;
import io.logcast.gateway.socketio.Acknowledgement;
import io.logcast.node.http.Caller;

/** What is done with the events that clients emit. */
@FunctionalInterface
public interface ClientEvents {

    /** Nobody may emit anything. */
    ClientEvents NONE =
            (caller, tenant, namespace, event, ack) -> refuse(ack, "not-allowed", "this may not be emitted here");

    /**
     * On the socket's event loop: must not block.
     *
     * @param tenant of the namespace; the caller may be of tenant {@code core}
     * @param namespace with its slash
     * @param event its name, then its arguments; bytes are {@code BinaryNode}s
     * @param ack to be answered in any case; from any thread
     */
    void published(Caller caller, TenantId tenant, String namespace, ArrayNode event, Acknowledgement ack);

    /** {@code {"error":{"code":…,"message":…}}}. */
    static void refuse(Acknowledgement ack, String code, String message) {
        if (ack.isWanted()) {
            ArrayNode answer = JsonNodeFactory.instance.arrayNode();
            answer.addObject().putObject("error").put("code", code).put("message", message);
            ack.send(answer);
        }
    }
}
