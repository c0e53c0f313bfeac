package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FrameEncoder;
import io.logcast.gateway.fanout.Outlet;
import io.logcast.gateway.fanout.Subscriber;
import io.logcast.gateway.replay.Start;
import io.micronaut.buffer.netty.NettyReadBufferFactory;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.ByteBodyFactory.StreamingBody;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;

/**
 * A stream of HTTP/2. Its connection carries others, so there is nothing to hand over: Micronaut keeps the stream, and its
 * body is fed from here (research/fanout.md, way 2b). Confined to the event loop of the connection.
 */
final class Http2StreamOutlet implements Outlet, BufferConsumer.Upstream {

    /** Bytes that may wait for the flow control of the stream and for the socket: then the subscriber falls behind. */
    static final int MOST_WAITING = 64 * 1024;

    private static final NettyReadBufferFactory BUFFERS =
            NettyReadBufferFactory.of(io.netty.buffer.ByteBufAllocator.DEFAULT);

    private final Channel connection;
    private final FrameEncoder frames;
    private final Ending ending;
    private final Fanout fanout;
    private final GenericFutureListener<Future<Void>> lost = closed -> gone();
    private Admission admission;
    private BufferConsumer body;
    private Subscriber subscriber;
    private long waiting;
    private boolean ended;

    Http2StreamOutlet(Channel connection, EventStream stream, Fanout fanout) {
        this.connection = connection;
        this.admission = stream.admission();
        this.frames = stream.wire().plain();
        this.ending = stream.ending();
        this.fanout = fanout;
    }

    /** What Micronaut is to send. */
    CloseableByteBody body(ByteBodyFactory bodies) {
        StreamingBody streaming = bodies.createStreamingBody(BodySizeLimits.UNLIMITED, this);
        body = streaming.sharedBuffer();
        return streaming.rootBody();
    }

    /** Micronaut has written the head, and is in the middle of its own work. */
    @Override
    public void start() {
        later(this::begin);
    }

    /** Written to the socket, which the client's window has allowed. */
    @Override
    public void onBytesConsumed(long bytes) {
        boolean wasWritable = isWritable();
        waiting = Math.max(0, waiting - bytes);
        if (!wasWritable && isWritable()) {
            later(this::advance);
        }
    }

    /** The client has cancelled the stream, or the connection is gone. */
    @Override
    public void allowDiscard() {
        later(this::gone);
    }

    @Override
    public boolean isWritable() {
        return waiting < MOST_WAITING;
    }

    @Override
    public void send(ByteBuf batch) {
        if (ended) {
            batch.release();
            return;
        }
        waiting += batch.readableBytes();
        body.add(BUFFERS.adapt(batch));
    }

    @Override
    public void later(Runnable task) {
        connection.eventLoop().execute(task);
    }

    @Override
    public void end(CloseReason reason) {
        if (!ended) {
            ended = true;
            connection.closeFuture().removeListener(lost);
            body.complete();
            ending.reached();
        }
    }

    private void begin() {
        if (ended) {
            return;
        }
        // Micronaut does not tell of a connection that breaks while nothing is being sent.
        connection.closeFuture().addListener(lost);
        Start start = admission.start();
        subscriber = fanout.admit(connection.eventLoop(), admission, frames, this);
        admission = null;
        if (!subscriber.isClosed()) {
            subscriber.begin(start);
        }
        if (waiting == 0) {
            // Micronaut leaves the head for the first bytes of the body to take along, and they may be long in coming.
            connection.flush();
        }
    }

    private void advance() {
        if (!ended) {
            subscriber.advance();
        }
    }

    private void gone() {
        if (subscriber != null) {
            subscriber.close(CloseReason.CLIENT_GONE);
        }
        end(CloseReason.CLIENT_GONE);
    }
}
