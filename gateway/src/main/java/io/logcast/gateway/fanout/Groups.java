package io.logcast.gateway.fanout;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The groups of one event loop and what they share: each is there while somebody needs it. */
final class Groups {

    private final News news;
    private final ByteBufAllocator buffers;
    private final LongAdder encoded;
    private final Pool<Group.Key, Group> groups = new Pool<>();
    private final Pool<TailLog, Head> heads = new Pool<>();
    private final Pool<Vantage.Key, Vantage> vantages = new Pool<>();
    private final Pool<Wording.Key, Wording> wordings = new Pool<>();
    private final Pool<Sight.Key, Sight> sights = new Pool<>();

    Groups(News news, ByteBufAllocator buffers, LongAdder encoded) {
        this.news = news;
        this.buffers = buffers;
        this.encoded = encoded;
    }

    /** The group of those who are alike in this, with one more user. */
    Group enter(Group.Key key) {
        return groups.enter(key, this::open);
    }

    /** One user less. */
    void exit(Group group) {
        if (groups.exit(group.key())) {
            close(group);
        }
    }

    /** Null if nobody here reads the log. */
    Head head(TailLog log) {
        return heads.find(log);
    }

    private Group open(Group.Key key) {
        Vantage vantage = vantages.enter(new Vantage.Key(key.tail(), acquire(key)), Vantage::of);
        Wording wording =
                wordings.enter(new Wording.Key(vantage, key.encoder()), alike -> new Wording(alike, buffers, encoded));
        Group group = new Group(key, vantage, wording, sights.enter(key.sight(), Sight::of));
        int slot = 0;
        for (ChannelKey channel : key.subscription().channels()) {
            headOf(key, channel).add(channel, group, slot++);
        }
        return group;
    }

    private void close(Group group) {
        Group.Key key = group.key();
        int slot = 0;
        for (ChannelKey channel : key.subscription().channels()) {
            headOf(key, channel).remove(channel, group, slot++);
        }
        sights.exit(key.sight());
        wordings.exit(new Wording.Key(group.vantage(), key.encoder()));
        vantages.exit(group.vantage().key());
        group.vantage().key().heads().forEach(head -> release(key.tail(), head));
    }

    private Head headOf(Group.Key key, ChannelKey channel) {
        return heads.find(key.tail().log(key.partitionOf(channel)));
    }

    private List<Head> acquire(Group.Key key) {
        return key.subscription().partitions(key.tail().lanes()).stream()
                .sorted()
                .map(partition -> acquire(key.tail(), partition))
                .toList();
    }

    /** Wanted before the head takes its position: a move in between is then not missed. */
    private Head acquire(Tail tail, int partition) {
        return heads.enter(tail.log(partition), unread -> {
            news.want(unread);
            tail.demand().acquire(partition);
            return new Head(unread);
        });
    }

    private void release(Tail tail, Head head) {
        if (heads.exit(head.log())) {
            news.forget(head.log());
            tail.demand().release(head.log().partition());
        }
    }
}
