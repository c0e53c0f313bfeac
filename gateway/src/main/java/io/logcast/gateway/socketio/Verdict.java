package io.logcast.gateway.socketio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/** The answer to a {@link ConnectRequest}. */
public sealed interface Verdict {

    /**
     * @param listener of this socket alone
     * @param id the socket's id if it goes on with an earlier session; null: a new one
     */
    record Admitted(SocketListener listener, String id) implements Verdict {

        public Admitted {
            requireNonNull(listener, "listener is null");
        }

        public static Admitted anew(SocketListener listener) {
            return new Admitted(listener, null);
        }
    }

    /**
     * The client gets a CONNECT_ERROR and does not try again by itself: never for what will pass.
     *
     * @param data more, for programs; null for nothing
     */
    record Refused(String message, JsonNode data) implements Verdict {

        /** What Socket.IO's own server says. */
        public static final Refused NO_SUCH_NAMESPACE = new Refused("Invalid namespace", null);

        public Refused {
            requireNonNull(message, "message is null");
        }
    }

    /** The client is told why, and that it has been disconnected; a connection that has nothing else ends. */
    record Expelled(Refused why) implements Verdict {

        public Expelled {
            requireNonNull(why, "why is null");
        }
    }

    /** Not now, but later: the connection is closed, and the client comes back by itself. */
    record Later() implements Verdict {}
}
