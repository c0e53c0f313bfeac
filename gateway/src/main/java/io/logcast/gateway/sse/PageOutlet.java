package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Outlet;
import io.logcast.gateway.fanout.Positions;
import io.logcast.gateway.fanout.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A subscriber that stays until there is something to answer: it gathers a {@link Page} and leaves. Confined to the event
 * loop of its connection.
 */
final class PageOutlet implements Outlet {

    /** How long an answer may be late because older deliveries are still being read from Kafka. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Channel channel;
    private final Page page;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private final GenericFutureListener<Future<Void>> gone = closed -> answer();
    private Subscriber subscriber;
    private boolean hasAll;
    private boolean hasWaited;
    private boolean answered;

    PageOutlet(Channel channel, Page page) {
        this.channel = channel;
        this.page = page;
    }

    /** The page as JSON; completes on the event loop. */
    CompletableFuture<byte[]> answered() {
        return answer;
    }

    /** From any thread, once. */
    void begin(Fanout fanout, Admission admission, FrameEncoder frames, Duration wait) {
        channel.eventLoop().execute(() -> {
            try {
                admit(fanout, admission, frames, wait);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    @Override
    public boolean isWritable() {
        return !answered && !page.isFull();
    }

    @Override
    public void send(ByteBuf batch) {
        try {
            page.add(batch);
        } finally {
            batch.release();
        }
        settle();
    }

    @Override
    public void later(Runnable task) {
        channel.eventLoop().execute(task);
    }

    @Override
    public void caughtUp(Positions at) {
        hasAll = true;
        page.reaches(at.toCursor());
        settle();
    }

    @Override
    public void end(CloseReason reason) {
        later(this::answer);
    }

    private void admit(Fanout fanout, Admission admission, FrameEncoder frames, Duration wait) {
        subscriber = fanout.admit(channel.eventLoop(), admission, frames, this);
        if (!subscriber.isClosed()) {
            subscriber.begin(admission.start());
        }
        if (!answered) {
            channel.closeFuture().addListener(gone);
            after(wait, this::waited);
            after(wait.plus(PATIENCE), this::answer);
        }
    }

    private void after(Duration time, Runnable task) {
        Future<?> timer = channel.eventLoop().schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
        answer.whenComplete((json, failure) -> timer.cancel(false));
    }

    private void waited() {
        hasWaited = true;
        settle();
    }

    /** Later, because the subscriber is in the middle of its work. */
    private void settle() {
        if (page.isFull() || (hasAll && (hasWaited || !page.isEmpty()))) {
            later(this::answer);
        }
    }

    private void answer() {
        if (!answered) {
            answered = true;
            channel.closeFuture().removeListener(gone);
            subscriber.close(CloseReason.CLIENT_GONE);
            answer.complete(page.json());
        }
    }
}
