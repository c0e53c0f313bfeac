package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.door.EngineFixture;
import io.logcast.gateway.engineio.EngineApplication;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The server that the official suite of Socket.IO asks for, run by {@code SocketIoFixture <port> [key=value …]}.
 *
 * <p>Beyond that, for trying clients by hand: {@code broadcast} sends its arguments to all of the namespace, and
 * {@code broadcast-with-ack} answers with how many were asked.
 */
@Factory
@Requires(property = "logcast.test.engine", value = "socketio")
public final class SocketIoFixture {

    private static final Set<String> NAMESPACES = Set.of("/", "/custom");

    private final SocketIoSettings settings = SocketIoSettings.DEFAULT.withConnectTimeout(Duration.ofSeconds(1));
    private final LocalAdapter adapter = new LocalAdapter(settings);

    public static void main(String[] arguments) throws InterruptedException {
        Stream<String> profile =
                Stream.of(arguments[0], "logcast.test.engine=socketio", "logcast.gateway.socketio.paths=/socket.io/");
        EngineFixture.main(Stream.concat(profile, Stream.of(arguments).skip(1)).toArray(String[]::new));
    }

    @Singleton
    EngineApplication application() {
        return new SocketIoApplication(this::decide, adapter, settings);
    }

    private CompletionStage<Verdict> decide(ConnectRequest request) {
        return CompletableFuture.completedFuture(
                NAMESPACES.contains(request.namespace())
                        ? Verdict.Admitted.anew(new Suite(request.auth()))
                        : Verdict.Refused.NO_SUCH_NAMESPACE);
    }

    private final class Suite implements SocketListener {

        private final ObjectNode auth;

        Suite(ObjectNode auth) {
            this.auth = auth;
        }

        @Override
        public void admitted(ClientSocket socket) {
            socket.confirm(null);
            socket.emit(event("auth").add(auth), Flags.NONE);
        }

        @Override
        public void event(ClientSocket socket, ArrayNode event, Acknowledgement ack) {
            String name = event.remove(0).asText();
            Selector all = new Selector(socket.namespace(), Set.of(), Set.of());
            switch (name) {
                case "message" -> socket.emit(event("message-back").addAll(event), Flags.NONE);
                case "message-with-ack" -> ack.send(event);
                case "broadcast" -> adapter.broadcast(all, event("broadcast").addAll(event), Flags.NONE);
                case "broadcast-with-ack" ->
                    adapter.broadcastWithAck(all, event("ask").addAll(event), new Answers(ack));
                default -> {}
            }
        }

        private static ArrayNode event(String name) {
            return JsonNodeFactory.instance.arrayNode().add(name);
        }
    }

    /** How many were asked, then what each has said. */
    private static final class Answers implements Adapter.AckCollector {

        private final ArrayNode all = JsonNodeFactory.instance.arrayNode();
        private final Acknowledgement ack;
        private int missing;

        private Answers(Acknowledgement ack) {
            this.ack = ack;
        }

        @Override
        public synchronized void asked(int clients) {
            missing = clients;
            all.add(clients);
        }

        @Override
        public synchronized void answered(ArrayNode arguments) {
            all.addAll(arguments);
            if (--missing == 0) {
                ack.send(all);
            }
        }
    }
}
