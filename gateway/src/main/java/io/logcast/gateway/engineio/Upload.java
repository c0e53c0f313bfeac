package io.logcast.gateway.engineio;

import java.util.concurrent.CompletionStage;

/** A POST whose body is on its way. From any thread. */
public final class Upload {

    private final Exchange exchange;
    private final Session session;
    private final boolean octets;

    /** @param octets whether the body is bytes, and no text */
    Upload(Exchange exchange, Session session, boolean octets) {
        this.exchange = exchange;
        this.session = session;
        this.octets = octets;
    }

    static Upload refused(EngineError error) {
        return new Upload(Exchange.refused(error), null, false);
    }

    /** May come before the body: then it is of no use. */
    public CompletionStage<Answer> answer() {
        return exchange.answer();
    }

    public void received(byte[] body) {
        if (session != null) {
            session.loop().execute(() -> session.desk().uploaded(exchange, body, octets));
        }
    }

    /** There is more of it than the limit. */
    public void tooLarge() {
        if (session != null) {
            session.loop().execute(() -> session.desk().uploadTooLarge(exchange));
        }
    }

    /** The client has gone in the middle of it. */
    public void abandon() {
        exchange.abandon();
    }
}
