package io.logcast.bench.server;

import io.logcast.bench.feed.Feed;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.process.Cpu;
import java.io.IOException;

/** Something that takes events and delivers them to subscribers. */
public interface Server extends AutoCloseable {

    /** As it stands in tables. */
    String name();

    /** Of all of its processes. */
    Cpu cpu();

    /** For so many subscribers, subscriber {@code i} on channel {@code i} modulo {@code channels}. */
    LoadSettings subscribers(int connections, int channels);

    /** Events written to it reach the subscribers. */
    Feed feed() throws IOException;

    @Override
    void close();
}
