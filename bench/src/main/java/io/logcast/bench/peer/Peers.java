package io.logcast.bench.peer;

import io.logcast.bench.load.LoadSettings;
import io.logcast.bench.option.Defaults;
import io.logcast.bench.option.Options;
import io.logcast.bench.option.UsageError;
import io.logcast.bench.process.Children;
import io.logcast.bench.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a peer by its name, or says what is missing. */
public final class Peers {

    private static final List<Path> NCHAN = List.of(
            Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so"),
            Path.of("/usr/share/nginx/modules/ngx_nchan_module.so"));

    private final Children children;
    private final Path folder;
    private final Path modules;

    public Peers(Children children, Options options) {
        this.children = children;
        this.folder = Path.of(System.getenv().getOrDefault("LOGCAST_ROOT", "."), "bench", "peers")
                .toAbsolutePath();
        this.modules = options.text("node-modules").isEmpty()
                ? folder.resolve("node_modules")
                : Path.of(options.text("node-modules")).toAbsolutePath();
    }

    public static Defaults options(Defaults others) {
        return others.with("peers", "").with("node-modules", "");
    }

    /** @throws UsageError if there is no such peer, or it is not installed */
    public void requireInstalled(String name) {
        switch (name) {
            case "nchan" -> require(NCHAN.stream().anyMatch(Files::exists), "apt-get install nginx libnginx-mod-nchan");
            case "socket.io", "better-sse" ->
                require(Files.isDirectory(modules.resolve(name)), "npm ci in " + folder + ", or --node-modules FOLDER");
            default -> throw new UsageError("there is no peer '" + name + "'; there are nchan, socket.io, better-sse");
        }
    }

    public Server start(String name) throws IOException, InterruptedException {
        requireInstalled(name);
        return switch (name) {
            case "nchan" -> nchan();
            case "socket.io" -> node(name, "socket-io.cjs", Peers::socketIo);
            default -> node(name, "better-sse.cjs", Peers::eventStream);
        };
    }

    private Server nchan() throws IOException, InterruptedException {
        Path module = NCHAN.stream().filter(Files::exists).findFirst().orElseThrow();
        return Peer.start(children, "nchan", Peers::eventStream, (own, port) -> {
            String config = Files.readString(folder.resolve("nginx.conf"))
                    .replace("@MODULE@", module.toString())
                    .replace("@FOLDER@", own.toString())
                    .replace("@PORT@", Integer.toString(port));
            Files.writeString(own.resolve("nginx.conf"), config);
            return List.of(
                    "nginx",
                    "-p",
                    own.toString(),
                    "-e",
                    "stderr",
                    "-c",
                    own.resolve("nginx.conf").toString());
        });
    }

    private Server node(String name, String script, Peer.Subscribing subscribing)
            throws IOException, InterruptedException {
        return Peer.start(
                children,
                name,
                subscribing,
                (own, port) ->
                        List.of("node", folder.resolve(script).toString(), Integer.toString(port), modules.toString()));
    }

    private static LoadSettings eventStream(int port, int connections) {
        return LoadSettings.to(port, "/sub/{c}", connections);
    }

    private static LoadSettings socketIo(int port, int connections) {
        return LoadSettings.to(port, "/socket.io/?c={c}", connections).with("protocol", "socket.io");
    }

    private static void require(boolean there, String remedy) {
        if (!there) {
            throw new UsageError("a peer is not installed: " + remedy);
        }
    }
}
