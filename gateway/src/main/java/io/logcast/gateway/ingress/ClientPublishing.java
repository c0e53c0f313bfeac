package io.logcast.gateway.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.gateway.socketio.Acknowledgement;
import io.logcast.json.Json;
import io.logcast.node.event.EventLog;
import io.logcast.node.event.Receipt;
import io.logcast.node.http.Caller;
import io.logcast.node.http.Problem;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.logcast.node.http.Refusals;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what clients emit, as {@code POST /v1/events} would: the same event, the same refusals. The answer is the receipt,
 * {@code {"id","position"}}, when the log has it, else {@code {"error":{…}}} with a problem (RFC 9457). Events that no setting
 * names are refused.
 */
public final class ClientPublishing {

    private static final Logger LOG = LoggerFactory.getLogger(ClientPublishing.class);

    private final EventLog log;
    private final Map<String, ClientEvent> taken;
    private final Clock clock;
    private final LongAdder published = new LongAdder();
    private final LongAdder refused = new LongAdder();

    public ClientPublishing(EventLog log, Collection<ClientEvent> taken, Clock clock) {
        this.log = log;
        this.taken = taken.stream().collect(toUnmodifiableMap(ClientEvent::name, Function.identity()));
        this.clock = clock;
    }

    /**
     * Never blocks. Answers on any thread.
     *
     * @param tenant of the namespace, which has admitted the caller
     * @param event its name, then its arguments
     */
    public void published(Caller caller, TenantId tenant, String namespace, ArrayNode event, Acknowledgement ack) {
        append(caller, tenant, event).whenComplete((receipt, failure) -> {
            if (failure == null) {
                published.increment();
                ack.send(answer(receipt));
            } else {
                refuse(Refusals.of(failure), namespace, ack);
            }
        });
    }

    /** Events of clients that the log has. */
    public long publishedCount() {
        return published.sum();
    }

    public long refusedCount() {
        return refused.sum();
    }

    private CompletionStage<Receipt> append(Caller caller, TenantId tenant, ArrayNode event) {
        try {
            ClientEvent rule = taken.get(event.path(0).asText());
            if (rule == null) {
                throw new ProblemException(ProblemCode.NOT_FOUND, "no event of this name is taken from clients");
            }
            caller.requireAny(rule.roles());
            return log.append(new Event(
                    tenant,
                    EventId.random(),
                    source(caller),
                    rule.type(),
                    clock.instant(),
                    null,
                    null,
                    payload(event),
                    null,
                    null,
                    null));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void refuse(Problem problem, String namespace, Acknowledgement ack) {
        refused.increment();
        LOG.debug("Refused an event of a client in {}: {}", namespace, problem.detail());
        ObjectNode error = problem.toJson();
        problem.retryAfterSeconds().ifPresent(seconds -> error.put("retryAfter", seconds));
        ack.send(arguments(Json.object().set("error", error)));
    }

    /** The first argument; all of them, if there are more. */
    private static JsonNode payload(ArrayNode event) {
        JsonNode payload = event.size() == 1 ? NullNode.instance : event.get(1);
        if (event.size() > 2) {
            ArrayNode all = event.deepCopy();
            all.remove(0);
            payload = all;
        }
        if (hasBytes(payload)) {
            throw new InvalidField("payload", "must be JSON, without bytes");
        }
        return payload;
    }

    private static boolean hasBytes(JsonNode node) {
        if (node.isBinary()) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasBytes(child)) {
                return true;
            }
        }
        return false;
    }

    /** CloudEvents requires a source, and it is a URI reference. */
    private static String source(Caller caller) {
        return "/socket.io/" + URLEncoder.encode(caller.subject(), UTF_8).replace("+", "%20");
    }

    private static ArrayNode answer(Receipt receipt) {
        return arguments(Json.object().put("id", receipt.id().value()).put("position", receipt.position()));
    }

    private static ArrayNode arguments(JsonNode only) {
        return Json.object().arrayNode().add(only);
    }
}
