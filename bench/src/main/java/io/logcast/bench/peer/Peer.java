package io.logcast.bench.peer;

import io.logcast.bench.feed.Feed;
import io.logcast.bench.feed.HttpFeed;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.process.Child;
import io.logcast.bench.process.Children;
import io.logcast.bench.process.Cpu;
import io.logcast.bench.server.Listening;
import io.logcast.bench.server.Server;
import io.logcast.embedded.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Somebody else's server; events come by {@code POST /pub/CHANNEL}. */
final class Peer implements Server {

    @FunctionalInterface
    interface Subscribing {
        LoadSettings settings(int port, int connections);
    }

    @FunctionalInterface
    interface Command {
        List<String> words(Path folder, int port) throws IOException;
    }

    private final String name;
    private final Child child;
    private final int port;
    private final Subscribing subscribing;

    private Peer(String name, Child child, int port, Subscribing subscribing) {
        this.name = name;
        this.child = child;
        this.port = port;
        this.subscribing = subscribing;
    }

    static Peer start(Children children, String name, Subscribing subscribing, Command command)
            throws IOException, InterruptedException {
        int port = Ports.free();
        Path own = children.folder(name);
        Child child =
                children.start(name, command.words(own, port), own, Map.of()).muted();
        Listening.await(child, port);
        return new Peer(name, child, port, subscribing);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Cpu cpu() {
        return child.treeCpu();
    }

    @Override
    public LoadSettings subscribers(int connections, int channels) {
        return subscribing.settings(port, connections).with("channels", channels);
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
