package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.socketio.Adapter;
import io.logcast.gateway.socketio.Flags;
import io.logcast.gateway.socketio.Selector;
import io.logcast.gateway.socketio.SocketInfo;
import io.logcast.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * All servers of the cluster, Node's and gateways, asked from here. From any thread. Answers come within 5 s, or the stage
 * fails. What is broadcast from here is past the log; Redis has to be there.
 */
public final class RedisCluster {

    private static final int EVENT = 2;

    private final Channels channels;
    private final Uid self;
    private final Adapter adapter;
    private final Post post;
    private final Questions questions;

    RedisCluster(Channels channels, Uid self, Adapter adapter, Post post, Questions questions) {
        this.channels = channels;
        this.self = self;
        this.adapter = adapter;
        this.post = post;
        this.questions = questions;
    }

    /** Here and everywhere. */
    public void broadcast(Selector to, ArrayNode event, Flags flags) {
        ObjectNode options = options(to);
        if (flags.isVolatile()) {
            options.withObject("/flags").put("volatile", true);
        }
        ArrayNode message = JsonNodeFactory.instance.arrayNode().add(self.text());
        post.messagePack(channel(to), message.add(packet(to, event)).add(options));
        adapter.broadcast(to, event, flags);
    }

    /** @return the first argument of each client's answer */
    public CompletionStage<List<JsonNode>> broadcastWithAck(Selector to, ArrayNode event) {
        AckGathering gathering = new AckGathering();
        return questions.ask(to.namespace(), gathering, others -> {
            gathering.expect(others);
            ObjectNode request = questions.request(RequestType.BROADCAST).put("requestId", gathering.id());
            request.set("packet", packet(to, event));
            ObjectNode options = options(to);
            options.withObject("/flags").put("timeout", Questions.PATIENCE.toMillis());
            post.messagePack(channels.requests(to.namespace()), request.set("opts", options));
            adapter.broadcastWithAck(to, event, gathering);
        });
    }

    public CompletionStage<List<RemoteSocket>> fetchSockets(Selector which) {
        ObjectNode request = questions.request(RequestType.FETCH).set("opts", selection(which));
        return questions.ask(which.namespace(), request).thenCombine(adapter.fetch(which), RedisCluster::sockets);
    }

    public CompletionStage<Set<String>> allRooms(String namespace) {
        return questions
                .ask(namespace, questions.request(RequestType.ALL_ROOMS))
                .thenCombine(adapter.rooms(namespace), RedisCluster::rooms);
    }

    public void join(Selector which, Set<String> rooms) {
        move(RequestType.JOIN, which, rooms);
    }

    public void leave(Selector which, Set<String> rooms) {
        move(RequestType.LEAVE, which, rooms);
    }

    /** @param transport their connections, too */
    public void disconnect(Selector which, boolean transport) {
        ObjectNode request = questions.request(RequestType.DISCONNECT).set("opts", selection(which));
        post.json(channels.requests(which.namespace()), request.put("close", transport));
    }

    /** To all servers but this one. */
    public void serverSideEmit(String namespace, ArrayNode event) {
        post.json(channels.requests(namespace), serverSideEvent(event));
    }

    /** @return the answer of each other server; null from one that does not listen */
    public CompletionStage<List<JsonNode>> serverSideEmitWithAck(String namespace, ArrayNode event) {
        return questions
                .ask(namespace, serverSideEvent(event))
                .thenApply(answers -> answers.stream()
                        .map(answer -> answer.hasNonNull("data") ? answer.get("data") : NullNode.getInstance())
                        .toList());
    }

    void answered(byte[] message) throws Unreadable {
        questions.answered(Request.body(message));
    }

    private ObjectNode serverSideEvent(ArrayNode event) {
        return questions.request(RequestType.SERVER_SIDE_EMIT).set("data", event);
    }

    /** This gateway does it when it hears itself, as all do. */
    private void move(RequestType type, Selector which, Set<String> rooms) {
        ObjectNode request = questions.request(type).set("opts", selection(which));
        Rooms.list(rooms, request.putArray("rooms"));
        post.json(channels.requests(which.namespace()), request);
    }

    private String channel(Selector to) {
        return to.rooms().size() == 1
                ? channels.packets(to.namespace(), to.rooms().iterator().next())
                : channels.packets(to.namespace());
    }

    private static ObjectNode packet(Selector to, ArrayNode event) {
        ObjectNode packet = Json.object().put("type", EVENT);
        return packet.<ObjectNode>set("data", event).put("nsp", to.namespace());
    }

    private static ObjectNode selection(Selector which) {
        ObjectNode options = Json.object();
        Rooms.list(which.rooms(), options.putArray("rooms"));
        Rooms.list(which.except(), options.putArray("except"));
        return options;
    }

    private static ObjectNode options(Selector to) {
        ObjectNode options = selection(to);
        options.putObject("flags");
        return options;
    }

    private static List<RemoteSocket> sockets(List<ObjectNode> answers, List<SocketInfo> here) {
        List<RemoteSocket> all = new ArrayList<>();
        here.forEach(socket -> all.add(RemoteSocket.of(SocketJson.of(socket))));
        answers.forEach(answer -> answer.path("sockets").forEach(socket -> all.add(RemoteSocket.of(socket))));
        return all;
    }

    private static Set<String> rooms(List<ObjectNode> answers, Set<String> here) {
        Set<String> all = new HashSet<>(here);
        answers.forEach(answer -> answer.path("rooms").forEach(room -> all.add(room.asText())));
        return all;
    }
}
