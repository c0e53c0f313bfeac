package io.logcast.standalone;

import io.logcast.embedded.port.Ports;
import io.logcast.testkit.RunnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ./logcast run} as its users have it: the packaged jar in a process of its own, on ports and data of the test's own. */
public final class Runner implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern READY = Pattern.compile("Ready after ([0-9.]+) s");
    private static final Path ROOT = Path.of(System.getProperty("logcast.root"));

    private final int port;
    private final Path data;
    private final RunnerProcess process;

    private Runner(int port, Path data, RunnerProcess process) {
        this.port = port;
        this.data = data;
        this.process = process;
    }

    /** Not waited for. */
    public static Runner start(String command) throws IOException {
        Path data = Files.createTempDirectory("logcast-runner");
        int port = Ports.free();
        return new Runner(port, data, RunnerProcess.start(command(command, port, data), ROOT, environment()));
    }

    /** Any command of the jar, with these arguments. */
    public static RunnerProcess run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(arguments));
        return RunnerProcess.start(command, ROOT, environment());
    }

    public void awaitReady() throws InterruptedException {
        process.awaitLine(READY, PATIENCE);
    }

    /** SIGKILL, and the same again on the same data and ports; ready when it returns. */
    public void killAndRestart() throws IOException, InterruptedException {
        process.killAlone();
        process.restart();
        awaitReady();
    }

    public RunnerProcess process() {
        return process;
    }

    public Path data() {
        return data;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The development token that it printed. */
    public String token() throws InterruptedException {
        return process.awaitLine(Pattern.compile("^Token +(\\S+)"), PATIENCE).group(1);
    }

    /** The line to paste below a heading, once it is ready. */
    public String lineBelow(String heading) throws InterruptedException {
        awaitReady();
        List<String> lines = process.lines();
        for (int i = 0; i < lines.size() - 1; i++) {
            if (lines.get(i).startsWith(heading)) {
                return lines.get(i + 1).trim();
            }
        }
        throw new AssertionError("no line below " + heading + " in " + lines);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }

    private static List<String> command(String command, int port, Path data) {
        List<String> words = new ArrayList<>(java());
        words.addAll(List.of(
                command,
                "--port",
                Integer.toString(port),
                "--kafka-port",
                Integer.toString(Ports.free()),
                "--redis-port",
                Integer.toString(Ports.free()),
                "--data",
                data.toString()));
        return words;
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("standalone/target/logcast-standalone.jar").toString());
    }

    private static Map<String, String> environment() {
        return Map.of("LOGCAST_ROOT", ROOT.toString());
    }
}
