package io.logcast.bench.server;

import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.HttpFeed;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.process.Child;
import io.logcast.bench.process.Children;
import io.logcast.bench.process.Cpu;
import io.logcast.bench.process.JavaCommand;
import io.logcast.embedded.port.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The floor in its own process: what one write for each subscriber costs, and nothing else. */
public final class Floor implements Server {

    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx512m");

    private final Child child;
    private final int port;

    private Floor(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    public static Floor start(Children children) throws IOException, InterruptedException {
        int port = Ports.free();
        Child child = children.java(
                        "floor", JavaCommand.of(FloorMain.class, JVM, List.of(Integer.toString(port))), Map.of())
                .muted();
        Listening.await(child, port);
        return new Floor(child, port);
    }

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public Cpu cpu() {
        return child.figures().cpu();
    }

    @Override
    public LoadSettings subscribers(int connections, int channels) {
        return LoadSettings.to(port, "/sub/{c}", connections).with("channels", channels);
    }

    @Override
    public Feed feed() throws IOException {
        return new HttpFeed(new HttpFeed.Door(port, "/pub/{c}", ""), 1, (channel, json) -> json);
    }

    @Override
    public void close() {
        child.close();
    }
}
