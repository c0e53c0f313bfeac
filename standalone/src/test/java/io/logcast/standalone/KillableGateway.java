package io.logcast.standalone;

import static java.net.URLDecoder.decode;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.embedded.port.Ports;
import io.logcast.testkit.RunnerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A gateway in a process of its own, which can be killed and comes back at the same address; Kafka and Redis live on. */
public final class KillableGateway implements NodeClients.Setting {

    private static final Pattern READY = Pattern.compile("^The gateway is ready");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SocketIoGateways rest;
    private final int port;
    private final RunnerProcess process;

    private KillableGateway(SocketIoGateways rest, int port, RunnerProcess process) {
        this.rest = rest;
        this.port = port;
        this.process = process;
    }

    public static KillableGateway start() throws Exception {
        return start(Map.of());
    }

    /** @param more properties of the gateway; values are texts, numbers or lists of them */
    public static KillableGateway start(Map<String, Object> more) throws Exception {
        SocketIoGateways rest = SocketIoGateways.start(0, Map.of());
        int port = Ports.free();
        List<String> arguments = new ArrayList<>(List.of(rest.bootstrapServers()));
        Map<String, Object> properties =
                rest.properties(Map.of("micronaut.server.port", port, "logcast.node-id", "killable"));
        properties.putAll(more);
        properties.forEach((key, value) -> arguments.add(key + "=" + encode(text(value), UTF_8)));
        List<String> command = RunnerProcess.java(KillableGateway.class, arguments.toArray(String[]::new));
        KillableGateway gateway = new KillableGateway(rest, port, RunnerProcess.start(command, Path.of("."), Map.of()));
        gateway.process.awaitLine(READY, PATIENCE);
        return gateway;
    }

    /** The process: {@code <Kafka> [key=value …]}, with values as in URLs, since a command line may not take every character. */
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> properties = new HashMap<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] setting = argument.split("=", 2);
            properties.put(setting[0], decode(setting[1], UTF_8));
        }
        try (Services services = Services.on(() -> arguments[0], properties)) {
            services.awaitReady();
            System.out.println("The gateway is ready at " + services.url("/"));
            new CountDownLatch(1).await();
        }
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(rest.environment(List.of("http://127.0.0.1:" + port)));
        environment.put("LOGCAST_CONDUCTOR", "stdin");
        return environment;
    }

    @Override
    public NodeClients.Conductor conductor() {
        return what -> {
            if (what.equals("kill")) {
                kill();
            } else {
                restart();
            }
        };
    }

    /** SIGKILL, for good. */
    public void kill() throws InterruptedException {
        process.killHard();
    }

    /** One more on the same Kafka and Redis, which lives on. */
    public Services another(Map<String, Object> more) throws Exception {
        return rest.add(more);
    }

    /** SIGKILL, and the same again at the same address; ready when it returns. */
    public void killAndRestart() throws Exception {
        kill();
        restart();
    }

    private void restart() throws Exception {
        process.restart();
        process.awaitLine(READY, PATIENCE);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public URI redis() {
        return rest.redis();
    }

    public String bootstrapServers() {
        return rest.bootstrapServers();
    }

    @Override
    public void close() throws Exception {
        process.close();
        rest.close();
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(Object::toString).toList())
                : value.toString();
    }
}
