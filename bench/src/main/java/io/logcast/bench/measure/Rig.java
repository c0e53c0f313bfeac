package io.logcast.bench.measure;

import io.logcast.bench.feed.OpenLoop;
import io.logcast.bench.feed.Published;
import io.logcast.bench.load.Load;
import io.logcast.bench.report.Console;
import io.logcast.bench.server.Server;
import java.io.IOException;
import java.util.Optional;

/** A server with its subscribers and its publisher, ready for phases. */
public final class Rig {

    private static final int ATTEMPTS = 3;
    private static final int HALF_SECOND_MILLIS = 500;
    private static final int PATIENCE_HALF_SECONDS = 120;
    private static final int SILENT_SECONDS = 2;
    private static final double WARM_UP_STEP_SECONDS = 2;

    private final Server server;
    private final Load load;
    private final OpenLoop publisher;
    private final int fan;
    private final Heap heap;
    private final int patience;
    private final Console console;

    /** Bytes allocated since the server began. */
    @FunctionalInterface
    public interface Heap {

        /** For a server that cannot be asked. */
        Heap UNKNOWN = () -> Double.NaN;

        double allocatedBytes() throws IOException;
    }

    /**
     * @param fan deliveries of one event
     * @param patience seconds to wait before a phase while others use the machine
     */
    public Rig(Server server, Load load, OpenLoop publisher, int fan, Heap heap, int patience, Console console) {
        this.server = server;
        this.load = load;
        this.publisher = publisher;
        this.fan = fan;
        this.heap = heap;
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

    /** The least disturbed of up to three phases; the first that is not disturbed ends it. */
    public Phase steady(String what, double deliveriesPerSecond, double seconds)
            throws IOException, InterruptedException {
        Quiet.await(patience, console);
        Phase best = phase(what, deliveriesPerSecond, seconds);
        for (int i = 1; i < ATTEMPTS && best.isDisturbed(); i++) {
            console.say("  others used %.2f cores: once more", best.otherCores());
            Quiet.await(patience, console);
            Phase next = phase(what, deliveriesPerSecond, seconds);
            best = next.otherCores() < best.otherCores() ? next : best;
        }
        return best;
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
        double allocated = heap.allocatedBytes();
        Costs before = costs();
        Published published = publisher.run(server.name() + ": " + what, deliveriesPerSecond / fan, seconds);
        long expected = published.sent() * fan;
        load.awaitDeliveries(expected, SILENT_SECONDS, what, console);
        Costs costs = costs().since(before);
        return Phase.of(published, load.snap(), expected, costs, heap.allocatedBytes() - allocated);
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
