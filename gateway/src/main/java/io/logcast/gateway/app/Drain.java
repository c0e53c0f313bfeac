package io.logcast.gateway.app;

import io.logcast.gateway.fanout.CloseReason;
import io.logcast.gateway.fanout.Fanout;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import jakarta.inject.Singleton;

/** Tells the subscribers that this gateway stops, while their connections can still carry it. */
@Singleton
final class Drain implements ApplicationEventListener<ShutdownEvent> {

    private final Fanout fanout;

    Drain(Fanout fanout) {
        this.fanout = fanout;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        fanout.closeAll(CloseReason.SHUTDOWN);
    }
}
