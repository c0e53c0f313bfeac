package io.logcast.gateway.fanout;

import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Slice;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cursor on the log, and a connection that drains it. Live delivery, catching up and replay are one movement: what lies
 * at the position is written, and the position moves. So nothing can be left out or come twice between them, and what a
 * slow client costs is a position.
 *
 * <pre>
 *                    at every head of its group
 *   {@link SubscriberState#LIVE LIVE} ◀──────────────────────── {@link SubscriberState#BEHIND BEHIND} ◀──── begin
 *     │ the socket was full when                   │ ▲   │ ▲
 *     │ the head moved                             │ │   │ └── the head came
 *     └────────────────────────────────────────────┼─┘   └───▶ {@link SubscriberState#AHEAD AHEAD}
 *                                                  │ ▲
 *                 the tail log has dropped what    │ │ Kafka answered
 *                 lies at the position             ▼ │
 *                                       {@link SubscriberState#REPLAYING REPLAYING}
 *
 *   each of them ──▶ {@link SubscriberState#CLOSED CLOSED}
 * </pre>
 *
 * <p>Confined to the event loop of its connection. Back-pressure: reading goes on only while the {@link Outlet} is
 * writable; {@link #advance} is called again when the socket has drained.
 */
public final class Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    /** Entries written in one turn: then the others of the event loop come first. */
    private static final int TURN = 256;

    private final Shard shard;
    private final Group group;
    private final Voice voice;
    private final LaggingPolicy lagging;
    private SubscriberState state = SubscriberState.BEHIND;
    private boolean hasBeenLive;
    private Positions positions;
    /** What the first frames say; null when they have been sent. */
    private Start unsaid;

    /** What there was when it began: up to the heads, or further where the tail was not there yet; null when it has got there. */
    private Positions backlog;

    private int place;

    Subscriber(Shard shard, Group group, Voice voice, LaggingPolicy lagging) {
        this.shard = shard;
        this.group = group;
        this.voice = voice;
        this.lagging = lagging;
    }

    /**
     * The first frames are the gaps, if there are any, else the checkpoint; then comes whatever there already is. All that only
     * when the connection takes it.
     */
    public void begin(Start start) {
        Shard.attempt(this, same -> same.open(start));
    }

    /** Writes what there is, as long as the connection takes it. */
    public void advance() {
        if (unsaid != null && voice.isHeard()) {
            voice.begin(unsaid, positions);
            unsaid = null;
        }
        int written = 0;
        while (unsaid == null && state == SubscriberState.BEHIND && voice.isHeard() && written < TURN) {
            written += step();
            sayBacklogSent();
        }
        if (written >= TURN) {
            later(Subscriber::advance);
        }
    }

    /** Ends the stream, with a last frame that says why if somebody is there to read it. */
    public void close(CloseReason reason) {
        close(reason, shard.settings().retry().toMillis());
    }

    /**
     * Takes it out without a last frame. Who is admitted again with the start that is returned, for other channels or in
     * another wire format, loses nothing and gets nothing twice. Not before {@link #begin}, not when it is closed, and not
     * from within {@link Outlet#send}.
     */
    public Start leave() {
        Start at = unsaid == null ? new Start(reached().toCursor(), List.of(), backlogEnds()) : unsaid;
        leaveGroup();
        state = SubscriberState.CLOSED;
        shard.remove(this);
        return at;
    }

    /** Where a client would resume that has received all that was sent, as a cursor's text; null when it is closed. */
    public String standing() {
        return isClosed() ? null : isLive() ? group.vantage().text() : positions.toString();
    }

    public boolean isClosed() {
        return state == SubscriberState.CLOSED;
    }

    void close(CloseReason reason, long retryMillis) {
        if (isClosed()) {
            return;
        }
        leaveGroup();
        state = SubscriberState.CLOSED;
        shard.remove(this);
        if (reason != CloseReason.CLIENT_GONE) {
            voice.end(reason, retryMillis);
        }
    }

    /** What all live ones of the group get. Who cannot take it stays where the heads still are. */
    void take(ByteBuf shared) {
        if (voice.isHeard()) {
            voice.saySame(shared);
        } else {
            fallBehind();
        }
    }

    /** From now on with a position of its own, which is where the heads are. */
    void fallBehind() {
        positions = group.standing().copy();
        voice.leftAlone();
        leaveGroup();
        state = SubscriberState.BEHIND;
        if (lagging == LaggingPolicy.DISCONNECT) {
            later(same -> same.close(CloseReason.SLOW));
        } else {
            later(Subscriber::advance);
        }
    }

    /** The head that this one was waiting for may have come. */
    void headMoved() {
        if (state == SubscriberState.AHEAD) {
            state = SubscriberState.BEHIND;
            advance();
        }
    }

    /** Called about once a second: heartbeats, limits, and whatever an earlier attempt left behind. */
    void tick(long nanoTime) {
        switch (voice.due(nanoTime, isLive() ? group.delivered() : nanoTime - Long.MAX_VALUE)) {
            case EXPIRED -> close(CloseReason.TOKEN_EXPIRED);
            case STALLED -> close(CloseReason.STALLED);
            case HEARTBEAT -> voice.heartbeat(reached());
            case NOTHING -> checkpoint();
        }
        advance();
    }

    /** That very tail: one that looks alike is another reading of the log. */
    @SuppressWarnings("ReferenceEquality")
    boolean reads(Tail tail) {
        return group.key().tail() == tail;
    }

    Group group() {
        return group;
    }

    int place() {
        return place;
    }

    void place(int number) {
        place = number;
    }

    private void open(Start start) {
        positions = Positions.of(start.at());
        unsaid = start;
        backlog = group.standing().copy();
        backlog.raise(start.ends());
        advance();
    }

    private void later(Consumer<Subscriber> step) {
        voice.later(() -> Shard.attempt(this, step));
    }

    private boolean isLive() {
        return state == SubscriberState.LIVE;
    }

    private Positions reached() {
        return isLive() ? group.standing() : positions;
    }

    private void leaveGroup() {
        if (isLive()) {
            group.leave(this);
        }
    }

    /** @return how many entries that was; 1 for less */
    private int step() {
        if (hasBeenLive && lagging == LaggingPolicy.GAP) {
            skipToTheHeads();
        }
        int lane = group.vantage().firstBehind(positions);
        if (lane < 0) {
            arrive();
            return 1;
        }
        if (!group.wants(lane)) {
            positions.set(lane, group.head(lane).position());
            return 1;
        }
        return Math.max(1, read(lane));
    }

    private void arrive() {
        if (shard.isSweeping() || isInBacklog()) {
            awaitHeads();
            return;
        }
        if (group.vantage().isAt(positions)) {
            state = SubscriberState.LIVE;
            hasBeenLive = true;
            positions = null;
            group.join(this);
        } else {
            awaitHeads();
        }
        voice.caughtUp(reached());
    }

    private void awaitHeads() {
        state = SubscriberState.AHEAD;
        shard.awaitHeads(this);
    }

    /** Who is slower than the log never arrives at the heads, but does arrive where they were. */
    private void sayBacklogSent() {
        if (backlog != null && (isLive() || positions.isAtLeast(backlog))) {
            backlog = null;
            voice.backlogSent();
        }
    }

    private boolean isInBacklog() {
        return backlog != null && !positions.isAtLeast(backlog);
    }

    private Map<Integer, Long> backlogEnds() {
        return backlog == null ? Map.of() : backlog.toCursor().positions();
    }

    private int read(int lane) {
        Head head = group.head(lane);
        long from = positions.get(lane);
        Slice slice = conflates()
                ? Conflation.read(head, from, group.subscription())
                : head.read(from, group.subscription().channels());
        if (slice instanceof Slice.Entries found) {
            deliver(lane, found);
            return found.entries().size();
        }
        replay(lane);
        return 0;
    }

    private void deliver(int lane, Slice.Entries found) {
        Batch batch = voice.batch();
        for (TailEntry entry : found.entries()) {
            if (group.subscription().sees(entry)) {
                positions.set(lane, entry.next());
                batch.delivery(positions, entry);
            }
        }
        positions.set(lane, found.next());
        if (batch.isEmpty()) {
            checkpoint();
        } else {
            voice.say(batch, positions);
        }
    }

    private boolean conflates() {
        return hasBeenLive && lagging == LaggingPolicy.CONFLATE;
    }

    private void checkpoint() {
        if (!isClosed()) {
            voice.checkpoint(reached(), isLive() ? group.told() : 0);
        }
    }

    private void skipToTheHeads() {
        Vantage heads = group.vantage();
        for (int lane = heads.firstBehind(positions); lane >= 0; lane = heads.firstBehind(positions)) {
            skipTo(lane, group.head(lane).position(), Gap.Reason.SLOW);
        }
    }

    private void skipTo(int lane, long position, Gap.Reason reason) {
        Positions requested = positions.copy();
        positions.set(lane, position);
        voice.gap(
                new Gap(reason, requested.toCursor(), positions.toCursor(), requested.get(lane), position), positions);
    }

    private void replay(int lane) {
        state = SubscriberState.REPLAYING;
        shard.replay()
                .read(group.subscription().reader(), group.head(lane).log().partition(), positions.get(lane))
                .whenComplete((slice, failure) -> later(same -> same.replayed(lane, slice, failure)));
    }

    private void replayed(int lane, Slice slice, Throwable failure) {
        if (state != SubscriberState.REPLAYING) {
            return;
        }
        state = SubscriberState.BEHIND;
        if (failure != null) {
            // The next tick tries again: at once would spin while Kafka is away.
            LOG.debug("no replay at {}: {}", positions, failure.toString());
            return;
        }
        if (!voice.isHeard()) {
            // It is asked for again, and is at hand then: a connection need not take what it cannot take now.
            return;
        }
        if (slice instanceof Slice.TooOld old) {
            // Retention was faster than this subscriber.
            skipTo(lane, Math.max(positions.get(lane), old.start()), Gap.Reason.RETENTION);
        } else {
            Slice.Entries found = (Slice.Entries) slice;
            deliver(lane, conflates() ? Conflation.of(found, group.subscription()) : found);
        }
        advance();
    }
}
