package io.logcast.gateway.fanout;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The groups and heads of one event loop: they are there while somebody needs them. */
final class Groups {

    private final News news;
    private final ByteBufAllocator buffers;
    private final Map<Group.Key, Group> groups = new HashMap<>();
    private final Map<TailLog, Head> heads = new HashMap<>();

    Groups(News news, ByteBufAllocator buffers) {
        this.news = news;
        this.buffers = buffers;
    }

    /** The group of those who are alike in this, with one more user. */
    Group enter(Group.Key key) {
        Group group = groups.computeIfAbsent(key, this::open);
        group.enter();
        return group;
    }

    /** One user less. */
    void exit(Group group) {
        if (group.exit()) {
            groups.remove(group.key());
            close(group);
        }
    }

    /** Null if nobody here reads the log. */
    Head head(TailLog log) {
        return heads.get(log);
    }

    private Group open(Group.Key key) {
        Map<Integer, Head> lanes = new TreeMap<>();
        for (ChannelKey channel : key.subscription().channels()) {
            int partition = key.tail().lanes().partitionOf(channel.tenant(), channel.channel());
            lanes.computeIfAbsent(partition, number -> acquire(key.tail(), number));
        }
        Group group = new Group(key, lanes, buffers);
        lanes.values().forEach(head -> head.add(group, key.subscription().channels()));
        return group;
    }

    private void close(Group group) {
        Set<ChannelKey> channels = group.subscription().channels();
        for (int lane = 0; lane < group.lanes(); lane++) {
            Head head = group.head(lane);
            if (head.remove(group, channels)) {
                release(group.key().tail(), head);
            }
        }
    }

    /** Wanted before the head takes its position: a move in between is then not missed. */
    private Head acquire(Tail tail, int partition) {
        TailLog log = tail.log(partition);
        return heads.computeIfAbsent(log, unread -> {
            news.want(unread);
            tail.demand().acquire(partition);
            return new Head(unread);
        });
    }

    private void release(Tail tail, Head head) {
        heads.remove(head.log());
        news.forget(head.log());
        tail.demand().release(head.log().partition());
    }
}
