package io.logcast.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.bench.process.Child;
import io.logcast.bench.process.Children;
import io.logcast.bench.process.Cpu;
import io.logcast.bench.process.JavaCommand;
import io.logcast.bench.process.Tethered;
import io.logcast.bench.report.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A load client in its own process, as seen by a scenario. */
public final class Load implements AutoCloseable {

    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx512m", "-D" + Tethered.READS_INPUT + "=true");
    private static final int POLL_MILLIS = 20;

    private final Child child;
    private final BufferedReader answers;
    private final int connections;

    private Load(Child child, int connections) {
        this.child = child;
        this.answers = child.output();
        this.connections = connections;
    }

    /** Begins to connect. */
    public static Load start(Children children, LoadSettings settings) throws IOException {
        Child child = children.java("load", JavaCommand.of(LoadMain.class, JVM, settings.arguments()), Map.of());
        return new Load(child, settings.connections());
    }

    public int connections() {
        return connections;
    }

    /** @throws IllegalStateException if a connection is refused, or they are not all open in that time */
    public Load awaitOpen(Console console, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Reading reading = peek();
        while (reading.open() < connections) {
            if (reading.failed() > 0 || System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + reading.open() + " of " + connections
                        + " connections are open, " + reading.failed() + " failed: " + reading.lastFailure());
            }
            console.bar(reading.open() + " of " + connections + " connected", (double) reading.open() / connections);
            Thread.sleep(POLL_MILLIS);
            reading = peek();
        }
        return this;
    }

    /** Returns when so many have been delivered since the last {@link #snap}, or when for so many seconds none has come. */
    public void awaitDeliveries(long count, int silentSeconds, String what, Console console)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Reading reading = peek();
        while (reading.deliveries() < count
                && System.nanoTime() - Math.max(begin, reading.lastNanos()) < silentSeconds * 1e9) {
            console.bar(what, (double) reading.deliveries() / count);
            Thread.sleep(POLL_MILLIS);
            reading = peek();
        }
    }

    /** What was counted so far. */
    public Reading peek() throws IOException {
        return ask("peek");
    }

    /** What was counted so far; counting begins anew. */
    public Reading snap() throws IOException {
        return ask("snap");
    }

    public void coalesce(int micros) throws IOException {
        tell("coalesce " + micros);
    }

    /** Who reconnects from now on does it there. */
    public void turnTo(int port) throws IOException {
        tell("turn " + port);
    }

    /** Nobody reads any more. */
    public void pause() throws IOException {
        tell("pause");
    }

    /** Those who are cut from now on wait for {@link #release}. */
    public void hold() throws IOException {
        tell("hold");
    }

    public void release() throws IOException {
        tell("release");
    }

    /** Everybody connects anew, as in the beginning. */
    public void renew() throws IOException {
        tell("renew");
    }

    /** They read again. */
    public void resume() throws IOException {
        tell("resume");
    }

    public Cpu cpu() {
        return child.figures().cpu();
    }

    @Override
    public void close() {
        child.close();
    }

    private Reading ask(String command) throws IOException {
        tell(command);
        String line = answers.readLine();
        if (line == null) {
            child.awaitEnd();
            child.requireAlive();
        }
        return Reading.parse(line);
    }

    private void tell(String command) throws IOException {
        child.input().write((command + "\n").getBytes(UTF_8));
        child.input().flush();
    }
}
