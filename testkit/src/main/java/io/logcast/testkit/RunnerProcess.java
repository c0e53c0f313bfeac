package io.logcast.testkit;

import java.io.BufferedReader;
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
    private final List<String> lines = new ArrayList<>();
    private Process process;
    private boolean ended;

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
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The first line that the pattern is found in. */
    public synchronized Matcher awaitLine(Pattern pattern, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (String line : lines) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || ended) {
                throw new AssertionError("no line with " + pattern + "; the process " + (ended ? "ended" : "still runs")
                        + " and printed:\n" + String.join("\n", lines));
            }
            wait(left);
        }
    }

    /** SIGKILL, for the process and everything that it has started; like a power cut for them. */
    public void killHard() throws InterruptedException {
        killTree();
        process.waitFor();
    }

    /** SIGKILL for the process alone: what it has started lives on. */
    public void killAlone() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    public int terminate(Duration patience) throws InterruptedException {
        process.destroy();
        return exitCode(patience);
    }

    /** When it returns, {@link #lines} has everything that was printed. */
    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the process still runs after " + patience + ":\n" + String.join("\n", lines()));
        }
        awaitOutput(patience);
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        killHard();
    }

    private synchronized void awaitOutput(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ended && System.nanoTime() < deadline) {
            wait(1000);
        }
    }

    private synchronized void launch() throws IOException {
        lines.clear();
        ended = false;
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        Thread reader = new Thread(() -> record(process.inputReader()), "runner-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void record(BufferedReader output) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(the output broke off: " + e.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void killTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
