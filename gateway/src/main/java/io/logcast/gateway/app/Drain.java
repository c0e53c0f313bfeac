package io.logcast.gateway.app;

import io.logcast.gateway.engineio.EngineCloseReason;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.fanout.Fanout;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
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
    private final EngineServer engine;
    private final Duration most;

    /** @param engine null where there is no Socket.IO */
    Drain(Fanout fanout, @Nullable EngineServer engine, GatewaySettings settings) {
        this.fanout = fanout;
        this.engine = engine;
        this.most = settings.drain();
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        LOG.info("Stopping: {} subscribers are asked to come back elsewhere.", fanout.subscribers());
        try {
            drain().toCompletableFuture().get(most.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("{} subscribers could not be told that this gateway stops.", fanout.subscribers(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connections with subscribers end with these; then those that have none. */
    private CompletionStage<Void> drain() {
        CompletionStage<Void> streams = fanout.drain(most);
        return engine == null ? streams : streams.thenCompose(done -> engine.closeAll(EngineCloseReason.SHUTDOWN));
    }
}
