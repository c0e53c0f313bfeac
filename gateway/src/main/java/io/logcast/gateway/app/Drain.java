package io.logcast.gateway.app;

import io.logcast.gateway.fanout.Fanout;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the subscribers that this gateway stops, while their connections can still carry it: the event comes before
 * anything is closed, and nothing is closed before it has been handled.
 */
@Singleton
final class Drain implements ApplicationEventListener<ShutdownEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** For an event loop that is behind with its work. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Fanout fanout;
    private final Duration most;

    Drain(Fanout fanout, GatewaySettings settings) {
        this.fanout = fanout;
        this.most = settings.drain();
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        LOG.info("Stopping: {} subscribers are asked to come back elsewhere.", fanout.subscribers());
        try {
            fanout.drain(most).toCompletableFuture().get(most.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("{} subscribers could not be told that this gateway stops.", fanout.subscribers(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
