package io.logcast.gateway.redis;

import io.logcast.gateway.socketio.Adapter;
import io.logcast.gateway.socketio.Selector;
import io.logcast.gateway.socketio.SocketInfo;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Does what others ask for: moves sockets, hears server-side events. What needs an answer is left to {@link Answers}. */
final class RequestDoor {

    private final Channels channels;
    private final Uid self;
    private final Adapter adapter;
    private final ServerSideEvents events;
    private final Answers answers;
    private final RedisCounters counters;

    RequestDoor(
            Channels channels,
            Uid self,
            Adapter adapter,
            ServerSideEvents events,
            Answers answers,
            RedisCounters counters) {
        this.channels = channels;
        this.self = self;
        this.adapter = adapter;
        this.events = events;
        this.answers = answers;
        this.counters = counters;
    }

    void read(String channel, byte[] message) throws Unreadable {
        Request request = Request.read(channels.namespaceOfRequests(channel), message);
        counters.count(act(request) ? Tally.REQUESTS : Tally.IGNORED_REQUESTS);
    }

    private boolean act(Request request) throws Unreadable {
        return switch (request.type()) {
            case JOIN, LEAVE, DISCONNECT -> move(request);
            case SERVER_SIDE_EMIT -> hear(request);
            default -> answers.answer(request);
        };
    }

    /** Of one's own requests, too: who asks does not do it before. */
    private boolean move(Request request) throws Unreadable {
        Selector which = request.selector();
        Runnable step = step(request, which);
        if (request.isOfOneSocket()) {
            // Looked for before the step, which may send it away; but what comes next must not overtake the step.
            CompletionStage<List<SocketInfo>> found = adapter.fetch(which);
            step.run();
            found.thenAccept(sockets -> answerIfHere(request, sockets));
        } else {
            step.run();
        }
        return true;
    }

    private void answerIfHere(Request request, List<SocketInfo> sockets) {
        if (sockets.stream().map(SocketInfo::id).anyMatch(request.socket()::equals)) {
            answers.done(request);
        }
    }

    private Runnable step(Request request, Selector which) throws Unreadable {
        if (request.type() == RequestType.DISCONNECT) {
            return () -> adapter.disconnect(which, request.closes());
        }
        Set<String> rooms = request.rooms();
        return request.type() == RequestType.JOIN
                ? () -> adapter.join(which, rooms)
                : () -> adapter.leave(which, rooms);
    }

    private boolean hear(Request request) throws Unreadable {
        if (self.is(request.uid())) {
            return false;
        } else if (request.wantsAnswer()) {
            return answers.answer(request);
        }
        events.heard(request.namespace(), request.event());
        return true;
    }
}
