package io.logcast.gateway.engineio;

/** Who hears what a {@link Transport} hears. Called on the event loop of the session. */
interface Receiver {

    /** @return false if the session is over because of this packet, which should not have been sent */
    boolean received(Packet packet);

    /** It is writable again. */
    void drained();

    /** Nothing will come any more. */
    void gone(EngineCloseReason reason);
}
