package io.logcast.gateway.fanout;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of one event loop that want the same in the same wire format. Roles and filter are looked at once for
 * all of them, a frame is encoded once for all of them, and what a batch has for them is one buffer.
 */
final class Group {

    /** What makes subscribers alike. */
    record Key(Tail tail, Subscription subscription, FrameEncoder encoder) {}

    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    private final Key key;
    private final Head[] heads;
    private final Positions now;
    private final Batch batch;
    private final Members live = new Members();
    private int users;
    private long delivered;
    private long told;

    /** @param heads of the partitions that the channels live in, by partition number */
    Group(Key key, Map<Integer, Head> heads, ByteBufAllocator buffers) {
        this.key = key;
        this.heads = new TreeMap<>(heads).values().toArray(Head[]::new);
        this.now = Positions.of(cursor(key.tail(), this.heads));
        this.batch = new Batch(key.encoder(), buffers);
    }

    Key key() {
        return key;
    }

    Subscription subscription() {
        return key.subscription();
    }

    Head head(int lane) {
        return heads[lane];
    }

    int lanes() {
        return heads.length;
    }

    /** Where the live ones are. To be read at once: it moves. */
    Positions standing() {
        for (int lane = 0; lane < heads.length; lane++) {
            now.set(lane, heads[lane].position());
        }
        return now;
    }

    /** When the live ones were last sent something, as of {@link System#nanoTime}. */
    long delivered() {
        return delivered;
    }

    /** The sum of the positions that the live ones were last told. */
    long told() {
        return told;
    }

    /** The first lane in which the head is further than the position; -1 if there is none. */
    int firstBehind(Positions positions) {
        for (int lane = 0; lane < heads.length; lane++) {
            if (positions.get(lane) < heads[lane].position()) {
                return lane;
            }
        }
        return -1;
    }

    /** Whether that is exactly where the live ones are. */
    boolean isAt(Positions positions) {
        for (int lane = 0; lane < heads.length; lane++) {
            if (positions.get(lane) != heads[lane].position()) {
                return false;
            }
        }
        return true;
    }

    void join(Subscriber subscriber) {
        live.add(subscriber);
    }

    void leave(Subscriber subscriber) {
        live.remove(subscriber);
    }

    void enter() {
        users++;
    }

    /** @return whether nobody is left */
    boolean exit() {
        return --users == 0;
    }

    /** @return whether this group wants the entry */
    boolean offer(Head from, TailEntry entry) {
        if (live.isEmpty() || !key.subscription().admits(entry)) {
            return false;
        }
        if (batch.isEmpty()) {
            standing();
        }
        now.set(laneOf(from), entry.next());
        batch.delivery(now, entry);
        return true;
    }

    /** Whatever goes wrong ends those of this group: half a batch that is offered again would come twice. */
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A group of subscribers failed and is closed", e);
            batch.drop();
            live.each(subscriber -> subscriber.close(CloseReason.FAILED));
        }
    }

    /** Sends what was offered. Who cannot take it stays where the heads still are. */
    void deliver(long nanoTime) {
        if (batch.isEmpty()) {
            return;
        }
        told = now.sum();
        delivered = nanoTime;
        ByteBuf shared = batch.take();
        try {
            live.each(subscriber -> subscriber.take(shared));
        } finally {
            shared.release();
        }
    }

    /** All live ones stay where the heads are now. */
    void leaveBehind() {
        batch.drop();
        live.each(Subscriber::fallBehind);
    }

    private int laneOf(Head head) {
        int lane = 0;
        while (heads[lane] != head) {
            lane++;
        }
        return lane;
    }

    private static Cursor cursor(Tail tail, Head[] heads) {
        TreeMap<Integer, Long> positions = new TreeMap<>();
        for (Head head : heads) {
            positions.put(head.log().partition(), head.position());
        }
        return new Cursor(tail.epoch(), positions);
    }
}
