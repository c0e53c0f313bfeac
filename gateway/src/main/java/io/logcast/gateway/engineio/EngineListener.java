package io.logcast.gateway.engineio;

/** What the application does about one session. Called on the session's event loop. */
public interface EngineListener {

    /** A message came. {@link MalformedMessage} ends the session. */
    void message(EngineMessage message);

    /** The transport takes frames again. */
    void writable();

    /** The session has been upgraded: {@link EngineSocket#wire()} is another one now. {@link #writable} follows. */
    void rewired();

    /** The last call. */
    void closed(EngineCloseReason reason);
}
