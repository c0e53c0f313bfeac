package io.logcast.bench.server;

import io.logcast.bench.feed.Feed;
import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.process.Cpu;

/** A gateway whose one stream has subscribers in groups: what is a channel elsewhere is a role here. */
public final class RoleGroups implements Server {

    private final Gateway gateway;

    public RoleGroups(Gateway gateway) {
        this.gateway = gateway;
    }

    /** That the subscribers of the group hold, and no others. */
    public static String role(int group) {
        return "group-" + group;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Cpu cpu() {
        return gateway.cpu();
    }

    @Override
    public LoadSettings subscribers(int connections, int groups) {
        return gateway.subscribers(connections, groups)
                .with("path", "/v1/events?stream=s0")
                .with("roles", "group-{c}");
    }

    @Override
    public Feed feed() {
        return gateway.grouped();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
