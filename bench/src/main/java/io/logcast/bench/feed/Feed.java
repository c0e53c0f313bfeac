package io.logcast.bench.feed;

import java.io.IOException;

/** The way by which events reach a server. Events of one channel keep their order. */
public interface Feed extends AutoCloseable {

    /**
     * Returns without an answer.
     *
     * @param json the payload; belongs to the feed from now on
     */
    void send(int channel, byte[] json) throws IOException;

    /** How many were taken by the other side. */
    long acknowledged();

    /** How many were refused, or have failed. */
    long refused();

    @Override
    void close() throws IOException;
}
