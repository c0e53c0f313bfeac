package io.logcast.gateway.fanout;

import io.logcast.gateway.fanout.Pulse.Due;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.replay.Start;
import io.netty.buffer.ByteBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one subscriber says on its connection, and where it has told the client to be. Decides nothing but when silence has
 * lasted long enough.
 */
final class Voice {

    private static final Logger LOG = LoggerFactory.getLogger(Voice.class);

    /** Records passed in silence after which the client is told where it is. */
    private static final long CHECKPOINT_DISTANCE = 10_000;

    private final Shard shard;
    private final Group group;
    private final Outlet outlet;
    private final Pulse pulse;
    private long told;

    Voice(Shard shard, Group group, Outlet outlet, Pulse pulse) {
        this.shard = shard;
        this.group = group;
        this.outlet = outlet;
        this.pulse = pulse;
    }

    /** Whether the socket takes more. */
    boolean isHeard() {
        return outlet.isWritable();
    }

    Batch batch() {
        return shard.batch(group);
    }

    /** @param at where the client is after that */
    void say(Batch batch, Positions at) {
        send(batch);
        told = at.sum();
        pulse.wrote(shard.nanoTime());
    }

    private void send(Batch batch) {
        ByteBuf framed = batch.take();
        if (framed != null) {
            outlet.send(framed);
        }
    }

    /** What all of the group are sent; the group notes where that leaves them. */
    void saySame(ByteBuf shared) {
        outlet.send(shared.retainedDuplicate());
    }

    /** The first frames: the gaps, if there are any, else the checkpoint. */
    void begin(Start start, Positions at) {
        Batch first = batch();
        if (start.gaps().isEmpty()) {
            first.checkpoint(at, true);
        }
        start.gaps().forEach(first::gap);
        say(first, at);
    }

    void gap(Gap gap, Positions at) {
        say(batch().gap(gap), at);
    }

    void heartbeat(Positions at) {
        say(batch().heartbeat(at), at);
    }

    /**
     * Who passes much in silence is told where it is, or a reconnect would have to pass it all again.
     *
     * @param toldToAll what the group was told last, if this one was among them
     */
    void checkpoint(Positions at, long toldToAll) {
        if (isHeard() && at.sum() - Math.max(told, toldToAll) >= CHECKPOINT_DISTANCE) {
            say(batch().checkpoint(at, false), at);
        }
    }

    /** It was among the live ones, and is no more. */
    void leftAlone() {
        told = Math.max(told, group.told());
    }

    /** @param delivered when its group was written to; long ago for one that is not live */
    Due due(long nanoTime, long delivered) {
        return pulse.due(nanoTime, isHeard(), delivered);
    }

    void caughtUp(Positions at) {
        outlet.caughtUp(at);
    }

    void backlogSent() {
        outlet.backlogSent();
    }

    void later(Runnable task) {
        outlet.later(task);
    }

    /** The last frame; whatever becomes of it, the connection ends. */
    void end(CloseReason reason, long retryMillis) {
        try {
            send(batch().end(reason, retryMillis));
        } catch (RuntimeException | Error e) {
            LOG.error("The last frame of a subscriber could not be written", e);
        } finally {
            outlet.end(reason);
        }
    }
}
