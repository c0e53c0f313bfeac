package io.logcast.gateway.engineio;

/** What runs above Engine.IO: Socket.IO, or a test's echo. */
@FunctionalInterface
public interface EngineApplication {

    /** A session has been opened. On its event loop, before anything else of it. */
    EngineListener opened(EngineSocket socket);
}
