package io.logcast.bench.measure;

import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.feed.Published;
import io.logcast.bench.load.Load;
import io.logcast.bench.process.JvmFigures;
import io.logcast.bench.report.Console;
import io.logcast.bench.server.Server;
import java.io.IOException;
import java.util.Optional;

/** A server with its subscribers and its publisher, ready for phases. */
public final class Rig {

    private static final int ATTEMPTS = 4;
    /** Of the server's processor time: more is a server that is not yet what it will be. */
    private static final double MOST_COMPILER_SHARE = 0.02;

    private static final int HALF_SECOND_MILLIS = 500;
    private static final int PATIENCE_HALF_SECONDS = 120;
    private static final int SILENT_SECONDS = 10;
    private static final double WARM_UP_STEP_SECONDS = 2;

    private final Server server;
    private final Load load;
    private final OpenLoop publisher;
    private final int fan;
    private final JvmFigures runtime;
    private final int patience;
    private final Console console;

    private record Steady(Phase phase, double compilerCores) {

        boolean isDisturbed() {
            return phase.isDisturbed() || compilerCores > MOST_COMPILER_SHARE * phase.serverCores();
        }

        double unrest() {
            return phase.otherCores() + compilerCores;
        }
    }

    /**
     * @param fan deliveries of one event
     * @param patience seconds to wait before a phase while others use the machine
     */
    public Rig(
            Server server, Load load, OpenLoop publisher, int fan, JvmFigures runtime, int patience, Console console) {
        this.server = server;
        this.load = load;
        this.publisher = publisher;
        this.fan = fan;
        this.runtime = runtime;
        this.patience = patience;
        this.console = console;
    }

    /** Traffic until the server's code is compiled; the figures are thrown away. */
    public void warmUp(double deliveriesPerSecond, double seconds) throws IOException, InterruptedException {
        for (double done = 0; done < seconds; done += WARM_UP_STEP_SECONDS) {
            phase("warming up", deliveriesPerSecond, WARM_UP_STEP_SECONDS);
        }
        quieten();
    }

    /** Processors that the server uses while nothing is published: a part of every figure at a low rate. */
    public double idleCores(double seconds) throws InterruptedException {
        Quiet.await(patience, console);
        Costs before = costs();
        Thread.sleep((long) (seconds * 1000));
        Costs costs = costs().since(before);
        return costs.cores(costs.server().total());
    }

    /** The least disturbed of up to four phases, by others or by the server's compilers; the first that is not disturbed ends it. */
    public Phase steady(String what, double deliveriesPerSecond, double seconds)
            throws IOException, InterruptedException {
        Steady best = attempt(what, deliveriesPerSecond, seconds);
        for (int i = 1; i < ATTEMPTS && best.isDisturbed(); i++) {
            console.say(
                    "  others used %.2f cores, compilers %.3f: once more",
                    best.phase().otherCores(), best.compilerCores());
            Steady next = attempt(what, deliveriesPerSecond, seconds);
            best = next.unrest() < best.unrest() ? next : best;
        }
        return best.phase();
    }

    /** The highest rate that is carried, in deliveries a second. */
    public Optional<Saturation.Best<Phase>> saturate(Saturation search, double stepSeconds)
            throws IOException, InterruptedException {
        return search.search(rate -> attempt(rate, stepSeconds));
    }

    /** One stretch of publishing, until everything has been delivered or nothing comes any more. */
    public Phase phase(String what, double deliveriesPerSecond, double seconds)
            throws IOException, InterruptedException {
        load.snap();
        double allocated = runtime.allocatedBytes();
        Costs before = costs();
        Published published = publisher.run(server.name() + ": " + what, deliveriesPerSecond / fan, seconds);
        long expected = published.sent() * fan;
        load.awaitDeliveries(expected, SILENT_SECONDS, what, console);
        Costs costs = costs().since(before);
        return Phase.of(published, load.snap(), expected, costs, runtime.allocatedBytes() - allocated);
    }

    private Steady attempt(String what, double rate, double seconds) throws IOException, InterruptedException {
        Quiet.await(patience, console);
        double before = runtime.compileSeconds();
        Phase phase = phase(what, rate, seconds);
        return new Steady(
                phase, (runtime.compileSeconds() - before) / phase.published().seconds());
    }

    private Optional<Phase> attempt(double rate, double seconds) throws IOException, InterruptedException {
        Quiet.await(patience, console);
        Phase phase = phase(String.format("%,.0f deliveries/s", rate), rate, seconds);
        if (!phase.shortcomings().isEmpty() && phase.isDisturbed()) {
            quieten();
            Quiet.await(patience, console);
            phase = phase(String.format("%,.0f deliveries/s, again", rate), rate, seconds);
        }
        tell(rate, phase);
        if (phase.shortcomings().isEmpty()) {
            return Optional.of(phase);
        }
        quieten();
        return Optional.empty();
    }

    private void tell(double rate, Phase phase) {
        console.say(
                "  %s at %,9.0f deliveries/s: %5.2f µs each, p99 %6.1f ms, server %.2f client %.2f others %.2f cores: %s",
                server.name(),
                rate,
                phase.microsPerDelivery(),
                phase.reading().latency().p99() / 1e3,
                phase.serverCores(),
                phase.clientCores(),
                phase.otherCores(),
                phase.shortcomings().isEmpty() ? "carried" : String.join(", ", phase.shortcomings()));
    }

    /** What an overload has left behind would fall into the next phase. */
    private void quieten() throws IOException, InterruptedException {
        load.snap();
        Thread.sleep(HALF_SECOND_MILLIS);
        for (int i = 0; i < PATIENCE_HALF_SECONDS && load.snap().deliveries() > 0; i++) {
            Thread.sleep(HALF_SECOND_MILLIS);
        }
    }

    private Costs costs() {
        return Costs.now(server.cpu(), load.cpu());
    }
}
