package io.logcast.gateway.profile.acceleratxr;

import io.logcast.gateway.socketio.ConnectRequest;
import io.logcast.gateway.socketio.Gatekeeper;
import io.logcast.gateway.socketio.Verdict;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/** Decides as everywhere, but who is refused in this namespace is disconnected as well, as the service has promised. */
@Singleton
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
final class Doorkeeper implements BeanCreatedEventListener<Gatekeeper> {

    private static final int ENGINE_OF_2 = 3;

    private final AcceleratxrSettings settings;

    Doorkeeper(AcceleratxrSettings settings) {
        this.settings = settings;
    }

    @Override
    public Gatekeeper onCreated(BeanCreatedEvent<Gatekeeper> event) {
        Gatekeeper usual = event.getBean();
        return request ->
                usual.decide(request).thenApply(verdict -> isOurs(request) ? strict(request, verdict) : verdict);
    }

    private boolean isOurs(ConnectRequest request) {
        return !request.implicit() && request.namespace().equals(settings.namespace());
    }

    /** Clients of Socket.IO 2 know refusals as texts. */
    private static Verdict strict(ConnectRequest request, Verdict verdict) {
        if (!(verdict instanceof Verdict.Refused refused)) {
            return verdict;
        }
        boolean isOld = request.handshake().protocol() == ENGINE_OF_2;
        return new Verdict.Expelled(isOld ? new Verdict.Refused(refused.message(), null) : refused);
    }
}
