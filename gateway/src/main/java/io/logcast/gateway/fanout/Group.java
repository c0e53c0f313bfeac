package io.logcast.gateway.fanout;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of one event loop that want the same in the same wire format. What is offered is looked at once for all
 * of them, and what a sweep has for them is one buffer; groups that are offered the same share even that, by their
 * {@link Wording}.
 */
final class Group {

    /** What makes subscribers alike. */
    record Key(Tail tail, Subscription subscription, FrameEncoder encoder) {

        Sight.Key sight() {
            return new Sight.Key(subscription.roles(), subscription.filter());
        }

        int partitionOf(ChannelKey channel) {
            return tail.lanes().partitionOf(channel.tenant(), channel.channel());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    private final Key key;
    private final Vantage vantage;
    private final Wording wording;
    private final Sight sight;
    private final BitSet wanted = new BitSet();
    /** In the {@link Listeners} of each channel, in the order of the subscription's set. */
    private final int[] places;

    private final Members live = new Members();
    private Passage offered;
    private long delivered;
    private long told;

    Group(Key key, Vantage vantage, Wording wording, Sight sight) {
        this.key = key;
        this.vantage = vantage;
        this.wording = wording;
        this.sight = sight;
        this.places = new int[key.subscription().channels().size()];
        for (ChannelKey channel : key.subscription().channels()) {
            int partition = key.partitionOf(channel);
            for (int lane = 0; lane < vantage.lanes(); lane++) {
                wanted.set(lane, wanted.get(lane) || vantage.head(lane).log().partition() == partition);
            }
        }
    }

    Key key() {
        return key;
    }

    Subscription subscription() {
        return key.subscription();
    }

    Vantage vantage() {
        return vantage;
    }

    Head head(int lane) {
        return vantage.head(lane);
    }

    /** Whether a channel of this group lives in the lane. */
    boolean wants(int lane) {
        return wanted.get(lane);
    }

    /** Where the live ones are. To be read at once: it moves. */
    Positions standing() {
        return vantage.standing();
    }

    /** When the live ones were last sent something, as of {@link System#nanoTime}. */
    long delivered() {
        return delivered;
    }

    /** The sum of the positions that the live ones were last told. */
    long told() {
        return told;
    }

    int place(int slot) {
        return places[slot];
    }

    void place(int slot, int place) {
        places[slot] = place;
    }

    void join(Subscriber subscriber) {
        live.add(subscriber);
    }

    void leave(Subscriber subscriber) {
        live.remove(subscriber);
    }

    /** @return whether that is the first thing that this group wants of this sweep */
    boolean offer(Head from, TailEntry entry) {
        Passage before = offered;
        if (live.isEmpty() || (before != null && before.endsAt(entry.offset()))) {
            return false;
        }
        try {
            if (sight.admits(entry) && key.subscription().hears(entry)) {
                offered = wording.after(before, entry, from);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return before == null && offered != null;
    }

    /** Sends what was offered. Who cannot take it stays where the heads still are. */
    void deliver(long nanoTime) {
        Passage passage = offered;
        offered = null;
        if (passage == null || live.isEmpty()) {
            return;
        }
        try {
            told = passage.told();
            ByteBuf shared = wording.cut(passage);
            if (shared != null) {
                delivered = nanoTime;
                live.take(shared);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** All live ones stay where the heads are now. */
    void leaveBehind() {
        live.each(Subscriber::fallBehind);
    }

    /** Whatever goes wrong ends those of this group: half a sweep that is offered again would come twice. */
    private void fail(Throwable cause) {
        LOG.error("A group of subscribers failed and is closed", cause);
        offered = null;
        live.each(subscriber -> subscriber.close(CloseReason.FAILED));
    }
}
