package io.logcast.bench.load;

/** The server has refused a client, or has sent it away: it does not come back, as socket.io-client does not. */
final class Dismissed extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param words of the server */
    Dismissed(String words) {
        super("dismissed: " + words);
    }
}
