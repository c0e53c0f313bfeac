package io.logcast.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process. Its errors go to a file; its output too, unless somebody reads it as answers to what was asked. */
public final class Child implements AutoCloseable {

    private static final int TAIL_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(String name, List<String> command, Path folder, Map<String, String> environment)
            throws IOException {
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), log);
    }

    public long pid() {
        return process.pid();
    }

    public ProcFigures figures() {
        return ProcFigures.of(pid());
    }

    /** Of it and of what it has started. */
    public Cpu treeCpu() {
        return process.descendants()
                .map(child -> ProcFigures.of(child.pid()).cpu())
                .reduce(figures().cpu(), Cpu::plus);
    }

    /** What it writes to its standard output. */
    public BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** Its standard input. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** For a process that nobody reads: its output would fill the pipe and stop it. */
    public Child muted() {
        Thread reader = new Thread(this::drain, "bench-output-" + name);
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    /** @throws IllegalStateException with the end of its log, if it has ended */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the process '" + name + "' has ended with " + process.exitValue() + ":\n" + logTail());
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** SIGTERM, and SIGKILL if it takes longer than that. */
    public void stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** After {@link #kill} or {@link #stop}: what the process held is free when this returns. */
    public void awaitEnd() {
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        awaitEnd();
    }

    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private void drain() {
        try (OutputStream kept = Files.newOutputStream(log.resolveSibling("output.txt"))) {
            process.getInputStream().transferTo(kept);
        } catch (IOException | UncheckedIOException e) {
            // It ended.
        }
    }
}
