package io.logcast.gateway.fanout;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.fanout.SubscriberState.Closed;
import io.logcast.gateway.fanout.SubscriberState.Following;
import io.logcast.gateway.fanout.SubscriberState.Replaying;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.TailLog;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cursor on the log, and a connection that drains it. Live delivery, catching up and replay are one movement: read at
 * the position, write what the subscription sees, move the position. So nothing can be left out or come twice between
 * them, and what a slow client costs is a position.
 *
 * <pre>
 *                    position below the tail log's start
 *   {@link Following} ─────────────────────────────────────▶ {@link Replaying}
 *       │      ▲                                                  │   │
 *       │      └───────── Kafka answered; goes on from there ─────┘   │
 *       │                                                             │
 *       └───────────────▶ {@link Closed} ◀────────────────────────────┘
 * </pre>
 *
 * <p>Confined to the event loop of its connection. Back-pressure: reading goes on only while the {@link Outlet} is
 * writable; {@link #advance} is called again when the socket has drained and when the tail log has grown.
 */
public final class Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final Subscription subscription;
    private final Feed feed;
    private final FrameEncoder frames;
    private final Outlet outlet;
    private final Pulse pulse;
    private SubscriberState state = new Following();
    private long position;

    public Subscriber(Subscription subscription, Feed feed, FrameEncoder frames, Outlet outlet, Pulse pulse) {
        this.subscription = subscription;
        this.feed = feed;
        this.frames = frames;
        this.outlet = outlet;
        this.pulse = pulse;
    }

    /** The first frame is a gap, if there is one, else the checkpoint; then comes whatever there already is. */
    public void begin(Start start) {
        position = start.next(feed.log());
        write(start.gap().map(frames::gap).orElseGet(() -> frames.checkpoint(start.at())));
        outlet.flush();
        advance();
    }

    /** Writes what there is, as long as the connection takes it. */
    public void advance() {
        int round = 0;
        while (state instanceof Following && outlet.isWritable() && round < TailLog.MAX_SLICE) {
            int taken = take(feed.log().read(position));
            if (taken == 0) {
                break;
            }
            round += taken;
        }
        outlet.flush();
        if (round >= TailLog.MAX_SLICE) {
            // The others of this event loop come first, then the rest.
            outlet.later(this::advance);
        }
    }

    /** Called about once a second: heartbeats, limits, and whatever an earlier attempt left behind. */
    void tick() {
        switch (pulse.due(outlet.isWritable())) {
            case EXPIRED -> close(CloseReason.TOKEN_EXPIRED);
            case STALLED -> close(CloseReason.STALLED);
            case HEARTBEAT -> write(frames.heartbeat(cursor()));
            case NOTHING -> {}
        }
        advance();
    }

    /** Ends the stream, with a last frame that says why if somebody is there to read it. */
    public void close(CloseReason reason) {
        if (isClosed()) {
            return;
        }
        state = state.close(reason);
        if (reason != CloseReason.CLIENT_GONE) {
            outlet.write(frames.end(reason));
            outlet.end();
        }
    }

    public boolean isClosed() {
        return state instanceof Closed;
    }

    int partition() {
        return feed.partition();
    }

    /** That very tail: one that looks alike is another reading of the log. */
    @SuppressWarnings("ReferenceEquality")
    boolean reads(Tail tail) {
        return feed.tail() == tail;
    }

    private Cursor cursor() {
        return feed.cursor(position);
    }

    /** @return how many entries were looked at; 0 if there is nothing to go on with now */
    private int take(Slice slice) {
        if (slice instanceof Slice.Entries entries) {
            deliver(entries.entries());
            position = entries.next();
            return entries.entries().size();
        }
        replay();
        return 0;
    }

    private void deliver(List<TailEntry> entries) {
        for (TailEntry entry : entries) {
            if (subscription.sees(entry.delivery())) {
                write(frames.delivery(feed.cursor(entry.next()), entry.delivery()));
            }
        }
    }

    private void write(ByteBuf frame) {
        outlet.write(frame);
        pulse.wrote();
    }

    private void replay() {
        state = ((Following) state).replay();
        feed.replay()
                .read(feed.partition(), position)
                .whenComplete((slice, failure) -> outlet.later(() -> replayed(slice, failure)));
    }

    private void replayed(Slice slice, Throwable failure) {
        if (!(state instanceof Replaying replaying)) {
            return;
        }
        state = replaying.arrived();
        if (failure != null) {
            // The next tick tries again: at once would spin while Kafka is away.
            LOG.debug("no replay of {} at {}: {}", feed.partition(), position, failure.toString());
            return;
        }
        if (slice instanceof Slice.TooOld old) {
            skipTo(old.start());
        } else {
            take(slice);
        }
        advance();
    }

    /** Retention was faster than this subscriber. */
    private void skipTo(long start) {
        Cursor requested = cursor();
        long from = position;
        position = Math.max(position, start);
        write(frames.gap(new Gap(Gap.Reason.RETENTION, requested, cursor(), from, position)));
    }
}
