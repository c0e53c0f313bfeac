package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.Handshake;
import io.logcast.gateway.engineio.MalformedMessage;
import io.logcast.node.warning.Seldom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.LoggerFactory;

/**
 * Where a connection asks to enter a namespace. There is no socket before the Gatekeeper has admitted it, so who is refused
 * never hears anything of the namespace.
 */
final class Entrance {

    private static final Verdict UNEXPLAINED = new Verdict.Refused("Refused", null);
    private static final Seldom SELDOM = new Seldom(LoggerFactory.getLogger(Entrance.class));

    private final Connection connection;

    Entrance(Connection connection) {
        this.connection = connection;
    }

    void knock(Packet packet) {
        if (packet.namespace().length() > connection.application().settings().maxNamespaceLength()) {
            throw new MalformedMessage("has a namespace that is too long");
        }
        ask(request(packet));
    }

    /** Who speaks protocol 4 is in "/" without asking. */
    void knockImplicitly() {
        Handshake handshake = connection.session().handshake();
        ask(new ConnectRequest(handshake, "/", handshake.query(), empty(), null, null, true));
    }

    private ConnectRequest request(Packet packet) {
        Handshake handshake = connection.session().handshake();
        ObjectNode payload = packet.data() instanceof ObjectNode data ? data : empty();
        if (connection.dialect() == Dialect.PROTOCOL_4) {
            Map<String, List<String>> query = merge(handshake.query(), payload);
            return new ConnectRequest(handshake, packet.namespace(), query, payload, null, null, false);
        }
        String pid = take(payload, "pid");
        String offset = take(payload, "offset");
        return new ConnectRequest(handshake, packet.namespace(), handshake.query(), payload, pid, offset, false);
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String take(ObjectNode payload, String name) {
        return payload.path(name).isTextual() ? payload.remove(name).textValue() : null;
    }

    /** What the namespace's own query says comes first. */
    private static Map<String, List<String>> merge(Map<String, List<String>> query, ObjectNode payload) {
        Map<String, List<String>> merged = new HashMap<>(query);
        payload.properties().forEach(member -> merged.put(member.getKey(), texts(member.getValue())));
        return merged;
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asText()));
        } else {
            texts.add(value.asText());
        }
        return texts;
    }

    private void ask(ConnectRequest request) {
        connection.namespaces().ask(request.namespace());
        decide(request)
                .whenComplete((verdict, failure) -> Loops.run(
                        connection.session().loop(), () -> answer(request, verdict == null ? UNEXPLAINED : verdict)));
    }

    private CompletionStage<Verdict> decide(ConnectRequest request) {
        try {
            return connection
                    .application()
                    .gatekeeper()
                    .decide(request)
                    .whenComplete((verdict, failure) -> complain(failure));
        } catch (RuntimeException e) {
            complain(e);
            return CompletableFuture.completedFuture(UNEXPLAINED);
        }
    }

    private static void complain(Throwable failure) {
        if (failure != null) {
            SELDOM.warn("A namespace was refused, because nobody could decide", failure);
        }
    }

    private void answer(ConnectRequest request, Verdict verdict) {
        if (connection.isClosed()) {
            abandon(verdict);
            return;
        }
        if (verdict instanceof Verdict.Admitted admitted) {
            admit(request, admitted);
        } else if (verdict instanceof Verdict.Refused refused) {
            refuse(request.namespace(), refused);
        } else if (verdict instanceof Verdict.Expelled expelled) {
            expel(request.namespace(), expelled.why());
        } else {
            connection.close(EngineCloseReason.FORCED);
        }
    }

    private static void abandon(Verdict verdict) {
        if (verdict instanceof Verdict.Admitted admitted) {
            admitted.listener().abandoned();
        }
    }

    private void refuse(String namespace, Verdict.Refused refused) {
        connection.namespaces().refuse(namespace);
        JsonNode data = connection.dialect().refusal(refused);
        connection.send(new Packet(PacketType.CONNECT_ERROR, namespace, null, data));
    }

    private void expel(String namespace, Verdict.Refused why) {
        refuse(namespace, why);
        if (connection.dialect() == Dialect.PROTOCOL_4) {
            // After an error alone such a client would wait for ever.
            connection.send(new Packet(PacketType.DISCONNECT, namespace, null, null));
        }
        connection.closeIfIdle();
    }

    private void admit(ConnectRequest request, Verdict.Admitted admitted) {
        String id = admitted.id() == null
                ? connection.dialect().newId(connection.session(), request.namespace())
                : admitted.id();
        NamespaceSocket socket = new NamespaceSocket(connection, request, id, admitted.listener());
        connection.entered(socket);
        socket.admitted();
    }
}
