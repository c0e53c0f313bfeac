package io.logcast.gateway.sse;

import io.micronaut.http.HttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is to be done once when a stream is over, however that comes about: also when the client had gone before the head of
 * the response was written. On the event loop of the connection.
 */
public final class Ending {

    static final Ending UNNOTICED = new Ending(() -> {});

    private final AtomicReference<Runnable> task;
    private volatile Runnable forget = () -> {};

    private Ending(Runnable task) {
        this.task = new AtomicReference<>(task);
    }

    /** At the latest with the connection that the request came on; it may be gone already. */
    public static Ending of(HttpRequest<?> request, Runnable task) {
        Ending ending = new Ending(task);
        Channel connection = Channels.of(request);
        ChannelFutureListener lost = closed -> ending.reached();
        // A connection of HTTP/2 carries many streams, and would keep what is said of each of them.
        ending.forget = () -> connection.closeFuture().removeListener(lost);
        connection.closeFuture().addListener(lost);
        return ending;
    }

    /** Nothing the second time. */
    public void reached() {
        Runnable last = task.getAndSet(null);
        if (last != null) {
            forget.run();
            last.run();
        }
    }
}
