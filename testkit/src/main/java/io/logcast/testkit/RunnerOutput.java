package io.logcast.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of a process prints, read by a thread of its own. A restarted process gets a new one: the end of the
 * run before, which its reader may notice late, must not look like the end of the run after.
 */
final class RunnerOutput {

    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private RunnerOutput() {}

    static RunnerOutput of(Process process) {
        RunnerOutput output = new RunnerOutput();
        Thread reader = new Thread(() -> output.record(process.inputReader()), "runner-output");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized Matcher awaitLine(Pattern pattern, Duration patience) throws InterruptedException {
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

    synchronized void awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ended && System.nanoTime() < deadline) {
            wait(1000);
        }
    }

    private void record(BufferedReader printed) {
        try {
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
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
}
