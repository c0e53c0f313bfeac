package io.logcast.gateway.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.gateway.socketio.Adapter;
import io.logcast.json.Json;
import java.util.List;

/**
 * Where Node's servers meet on sharded channels: one for a namespace, which all of them have subscribed to, and one for each
 * room that a server has sockets in. There are no patterns, so who listens is counted, and what the others ask is answered: that
 * nobody is here. Confined to the inbox's thread, but for what it is told of rooms.
 */
final class ShardDoor implements Adapter.RoomWatcher {

    private final Channels channels;
    private final Uid self;
    private final MessageIds ids;
    private final ClusterDoor messages;
    private final PacketRoute route;
    private final Post post;
    private final RoomChannels rooms;
    private final RedisCounters counters;

    ShardDoor(
            Channels channels,
            Uid self,
            MessageIds ids,
            ClusterDoor messages,
            PacketRoute route,
            Post post,
            RoomChannels rooms,
            RedisCounters counters) {
        this.channels = channels;
        this.self = self;
        this.ids = ids;
        this.messages = messages;
        this.route = route;
        this.post = post;
        this.rooms = rooms;
        this.counters = counters;
    }

    /** All gateways are to hear these, whoever is there: what is said in them goes to the log. */
    void listen(List<String> namespaces, Hearing hearing, Adapter adapter) {
        hearing.add(namespaces.stream().map(channels::packets).toList());
        namespaces.forEach(namespace -> adapter.onRooms(namespace, this));
    }

    @Override
    public void opened(String namespace, String room) {
        rooms.want(channels.packets(namespace, room));
    }

    @Override
    public void closed(String namespace, String room) {
        rooms.unwant(channels.packets(namespace, room));
    }

    void read(String channel, byte[] message) throws Unreadable {
        ClusterMessage said = ClusterMessage.read(message);
        if (!channel.startsWith(channels.packets(said.namespace()))) {
            counters.count(Tally.MISDIRECTED);
        } else if (said.isPacket()) {
            Origin origin = new ChannelOrigin(
                    ids, channel, message, again -> ClusterMessage.read(again).packet());
            route.take(said.packet(), origin);
        } else if (said.question().isPresent()) {
            counters.count(answer(said, said.question().get()) ? Tally.REQUESTS : Tally.IGNORED_REQUESTS);
        } else {
            messages.move(said);
        }
    }

    /** Node counts this gateway, and would wait for it. */
    private boolean answer(ClusterMessage question, String id) {
        ObjectNode data = Json.object().put("requestId", id);
        switch (question.type()) {
            case FETCH -> data.putArray("sockets");
            case SERVER_SIDE_EMIT -> data.putNull("packet");
            case BROADCAST -> data.put("clientCount", 0);
            default -> {
                return false;
            }
        }
        ObjectNode answer = Json.object().put("type", question.type().answer().wire());
        answer.<ObjectNode>set("data", data).put("uid", self.text()).put("nsp", question.namespace());
        post.sharded(channels.packets(question.namespace(), question.uid()), answer);
        return true;
    }

    /** Which rooms are heard; by whom, depends on the way of the packets. */
    interface RoomChannels {

        void want(String channel);

        void unwant(String channel);
    }
}
