package io.logcast.gateway.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An outlet without a socket: takes as many batches as it has room for. */
final class RecordingOutlet implements Outlet {

    private final Loop loop;
    private final List<String> batches = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private CloseReason ended;
    private Runnable onSend = () -> {};
    private int batchesOfBacklog = -1;
    private String caughtUpAt;
    private boolean isBroken;

    RecordingOutlet(Loop loop) {
        this.loop = loop;
    }

    /** From now on writable until so many batches have been sent. */
    void hasRoomFor(int batchCount) {
        room = batchCount;
    }

    List<String> frames() {
        return batches.stream().flatMap(batch -> Stream.of(batch.split("\n"))).toList();
    }

    int batches() {
        return batches.size();
    }

    /** How many batches had been sent when all was that there was at the beginning; -1: it never was. */
    int batchesOfBacklog() {
        return batchesOfBacklog;
    }

    /** Where it was when it had all that there was for the last time; null: it never had. */
    String caughtUpAt() {
        return caughtUpAt;
    }

    boolean hasEnded() {
        return ended != null;
    }

    /** Null: not yet. */
    CloseReason ended() {
        return ended;
    }

    /** From now on runs that after each batch, before the sender goes on. */
    void onSend(Runnable task) {
        onSend = task;
    }

    /** From now on fails to send, and to end. */
    void breaks() {
        isBroken = true;
    }

    @Override
    public boolean isWritable() {
        return room > 0;
    }

    @Override
    public void send(ByteBuf batch) {
        if (isBroken) {
            batch.release();
            throw new Error("no memory for a batch, says a test");
        }
        batches.add(batch.toString(UTF_8));
        batch.release();
        room--;
        onSend.run();
    }

    @Override
    public void later(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void caughtUp(Positions at) {
        caughtUpAt = at.toString();
    }

    @Override
    public void backlogSent() {
        assertThat(batchesOfBacklog).isNegative();
        batchesOfBacklog = batches.size();
    }

    @Override
    public void end(CloseReason reason) {
        if (isBroken) {
            throw new Error("no memory for the end, says a test");
        }
        ended = reason;
    }
}
