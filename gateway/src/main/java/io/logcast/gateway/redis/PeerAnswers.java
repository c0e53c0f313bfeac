package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.socketio.Adapter;
import io.logcast.gateway.socketio.Selector;
import io.logcast.gateway.socketio.SocketInfo;
import io.logcast.json.Json;
import java.util.Set;

/** Answers everything that servers ask, also with "nobody" and "nothing": they wait for each other's answers. */
final class PeerAnswers implements Answers {

    private final Channels channels;
    private final Uid self;
    private final boolean specific;
    private final Adapter adapter;
    private final ServerSideEvents events;
    private final Post post;
    private final Questions questions;

    PeerAnswers(
            Channels channels,
            Uid self,
            boolean specific,
            Adapter adapter,
            ServerSideEvents events,
            Post post,
            Questions questions) {
        this.channels = channels;
        this.self = self;
        this.specific = specific;
        this.adapter = adapter;
        this.events = events;
        this.post = post;
        this.questions = questions;
    }

    @Override
    public boolean answer(Request request) throws Unreadable {
        if (self.is(request.uid()) || questions.isOpen(request.id().asText())) {
            return false;
        }
        try {
            return tryToAnswer(request);
        } catch (Unreadable e) {
            respond(request, nothing(request));
            throw e;
        }
    }

    @Override
    public void done(Request request) {
        respond(request, answerTo(request));
    }

    private boolean tryToAnswer(Request request) throws Unreadable {
        switch (request.type()) {
            case SOCKETS -> ids(request);
            case ALL_ROOMS -> rooms(request);
            case FETCH -> sockets(request);
            case SERVER_SIDE_EMIT -> reply(request, events.heard(request.namespace(), request.event()));
            case BROADCAST -> broadcast(request);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void ids(Request request) throws Unreadable {
        Selector which = new Selector(request.namespace(), request.rooms(), Set.of());
        adapter.fetch(which).thenAccept(sockets -> {
            ObjectNode answer = answerTo(request);
            sockets.forEach(socket -> answer.withArray("sockets").add(socket.id()));
            respond(request, withList(answer, "sockets"));
        });
    }

    private void rooms(Request request) {
        adapter.rooms(request.namespace()).thenAccept(rooms -> {
            ObjectNode answer = withList(answerTo(request), "rooms");
            rooms.forEach(answer.withArray("rooms")::add);
            respond(request, answer);
        });
    }

    private void sockets(Request request) throws Unreadable {
        adapter.fetch(request.selector()).thenAccept(sockets -> {
            ObjectNode answer = withList(answerTo(request), "sockets");
            for (SocketInfo socket : sockets) {
                answer.withArray("sockets").add(SocketJson.of(socket));
            }
            respond(request, answer);
        });
    }

    /** Always where everybody hears it: Node's servers do so in this one case. */
    private void reply(Request request, JsonNode data) {
        ObjectNode answer = answerTo(request).put("type", RequestType.SERVER_SIDE_EMIT.wire());
        post.json(channels.responses(request.namespace()), answer.set("data", data));
    }

    private void broadcast(Request request) throws Unreadable {
        ArrayNode event = EmittedReader.event(request.body().path("packet"));
        adapter.broadcastWithAck(request.selector(), event, new Adapter.AckCollector() {
            @Override
            public void asked(int clients) {
                respond(request, count(request, clients));
            }

            @Override
            public void answered(ArrayNode arguments) {
                ObjectNode answer = answerTo(request).put("type", RequestType.ACK.wire());
                post.messagePack(channelFor(request), answer.set("packet", arguments.path(0)));
            }
        });
    }

    /** Of those who would be asked nobody was: the sender need not wait for this gateway. */
    private static ObjectNode nothing(Request request) {
        return switch (request.type()) {
            case BROADCAST -> count(request, 0);
            case SERVER_SIDE_EMIT ->
                answerTo(request)
                        .put("type", RequestType.SERVER_SIDE_EMIT.wire())
                        .putNull("data");
            default -> withList(answerTo(request), "sockets");
        };
    }

    private static ObjectNode count(Request request, int clients) {
        return answerTo(request).put("type", RequestType.CLIENT_COUNT.wire()).put("clientCount", clients);
    }

    private static ObjectNode answerTo(Request request) {
        return Json.object().set("requestId", request.id());
    }

    private static ObjectNode withList(ObjectNode answer, String name) {
        answer.withArray(name);
        return answer;
    }

    private void respond(Request request, ObjectNode answer) {
        post.json(channelFor(request), answer);
    }

    private String channelFor(Request request) {
        return specific
                ? channels.responses(request.namespace(), request.uid())
                : channels.responses(request.namespace());
    }
}
