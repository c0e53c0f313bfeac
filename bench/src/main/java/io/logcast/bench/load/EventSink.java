package io.logcast.bench.load;

/** Takes what a parser finds. */
interface EventSink {

    /**
     * A delivery.
     *
     * @param number its place in the sequence of its stream, -1 if it has none
     * @param sent when it was due, on {@link System#nanoTime}; 0 if it does not say
     */
    void delivery(long number, long sent);

    /**
     * A client that had a session before is connected again.
     *
     * @param recovered it has the same session, and what it had missed
     */
    void returned(boolean recovered);

    /** What the server has to say itself, an event with a name: seldom. */
    void notice(String event, String data);
}
