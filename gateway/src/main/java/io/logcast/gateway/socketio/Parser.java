package io.logcast.gateway.socketio;

import io.logcast.gateway.engineio.EngineMessage;
import java.util.List;
import java.util.function.Predicate;

/** How packets become messages. One for all: has no state. */
public interface Parser {

    /** A packet and its attachments, in the order in which they are sent. */
    List<EngineMessage> encode(Packet packet);

    /**
     * For one connection.
     *
     * @param members the namespaces that it is in: for others no attachments are waited for
     */
    Decoder decoder(Predicate<String> members);

    /** Puts the messages of a connection together to packets. Confined to its event loop. */
    interface Decoder {

        /**
         * @return null while attachments are missing
         * @throws io.logcast.gateway.engineio.MalformedMessage if that is no packet
         */
        Packet add(EngineMessage message);
    }
}
