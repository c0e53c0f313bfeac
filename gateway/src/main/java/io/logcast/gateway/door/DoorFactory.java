package io.logcast.gateway.door;

import io.logcast.gateway.engineio.EngineApplication;
import io.logcast.gateway.engineio.EngineServer;
import io.logcast.gateway.engineio.Sids;
import io.logcast.ledger.NodeKey;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Makes the engine, which knows nothing of Micronaut; only where something runs above it. */
@Factory
final class DoorFactory {

    @Singleton
    Sids sids(NodeKey self) {
        return new Sids(self.value());
    }

    @Singleton
    @Requires(beans = EngineApplication.class)
    EngineServer engineServer(DoorSettings settings, Sids sids, EngineApplication application) {
        return new EngineServer(settings.engine(), sids, application);
    }
}
