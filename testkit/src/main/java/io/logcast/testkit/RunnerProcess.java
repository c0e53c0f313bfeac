package io.logcast.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command in a process of its own, to be watched, stopped, killed and started again. Never outlives the tests. */
public final class RunnerProcess implements AutoCloseable {

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;
    private Process process;
    private RunnerOutput output;

    private RunnerProcess(List<String> command, Path folder, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    public static RunnerProcess start(List<String> command, Path folder, Map<String, String> environment)
            throws IOException {
        RunnerProcess runner = new RunnerProcess(command, folder, environment);
        Runtime.getRuntime().addShutdownHook(new Thread(runner::killTree));
        runner.launch();
        return runner;
    }

    /** The java of this JVM with the class path of this JVM. */
    public static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Again, with the same command; what was printed before is forgotten. */
    public void restart() throws IOException {
        launch();
    }

    /** Both outputs together. */
    public List<String> lines() {
        return output.lines();
    }

    /** The first line that the pattern is found in. */
    public Matcher awaitLine(Pattern pattern, Duration patience) throws InterruptedException {
        return output.awaitLine(pattern, patience);
    }

    /** SIGKILL, for the process and everything that it has started; like a power cut for them. */
    public void killHard() throws InterruptedException {
        killTree();
        process.waitFor();
    }

    /** SIGKILL for the process alone: what it has started lives on. */
    public void killAlone() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM. */
    public int terminate(Duration patience) throws InterruptedException {
        // Not by the process itself, which would close what its last words are read from.
        process.toHandle().destroy();
        return exitCode(patience);
    }

    /** When it returns, {@link #lines} has everything that was printed. */
    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the process still runs after " + patience + ":\n" + String.join("\n", lines()));
        }
        output.awaitEnd(patience);
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        killHard();
    }

    private void launch() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        output = RunnerOutput.of(process);
    }

    private void killTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }
}
