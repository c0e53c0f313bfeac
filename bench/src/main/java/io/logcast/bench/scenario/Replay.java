package io.logcast.bench.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.bench.load.Load;
import io.logcast.bench.load.Reading;
import io.logcast.bench.process.Cpu;
import io.logcast.bench.report.Console;
import io.logcast.bench.server.Server;
import io.logcast.json.Json;
import java.io.IOException;

/**
 * Clients that come back with an id, until they have caught up. Rounds: the first ones warm the server up, and the client.
 *
 * @param events each client has to get
 */
record Replay(Console console, int clients, long events, int rounds) {

    private static final int SILENT_SECONDS = 10;

    /** The best of the rounds. */
    record Result(
            String what, int clients, Reading reading, double seconds, Cpu server, double clientCpu, long expected) {

        double eventsPerSecond() {
            return reading.deliveries() / seconds;
        }

        double microsPerEvent() {
            return server.total() * 1e6 / reading.deliveries();
        }

        boolean isComplete() {
            return reading.deliveries() == expected && reading.isFlawless();
        }

        ObjectNode toJson() {
            ObjectNode json = Json.object()
                    .put("replay", what)
                    .put("clients", clients)
                    .put("deliveries", reading.deliveries())
                    .put("expected", expected)
                    .put("missing", expected - reading.deliveries())
                    .put("lost", reading.lost())
                    .put("doubled", reading.doubled())
                    .put("disordered", reading.disordered());
            return json.put("seconds", seconds)
                    .put("eventsPerSecond", eventsPerSecond())
                    .put("microsPerEvent", microsPerEvent())
                    .put("clientBound", isClientBound());
        }

        boolean isClientBound() {
            return clientCpu > 0.9 * seconds;
        }
    }

    Result run(String what, Server server, Load load) throws IOException, InterruptedException {
        Result best = null;
        for (int i = 0; i < rounds; i++) {
            Result next = round(what, server, load, i > 0);
            console.say(
                    "  %s, round %d: %,.0f events/s, %.2f s%s",
                    what, i + 1, next.eventsPerSecond(), next.seconds(), next.isComplete() ? "" : ", INCOMPLETE");
            best = best == null || !next.isComplete() || (best.isComplete() && next.seconds() < best.seconds())
                    ? next
                    : best;
        }
        return best;
    }

    private Result round(String what, Server server, Load load, boolean again)
            throws IOException, InterruptedException {
        long expected = clients * events;
        Cpu before = server.cpu();
        double client = load.cpu().total();
        if (again) {
            load.renew();
        }
        load.awaitDeliveries(expected, SILENT_SECONDS, what, console);
        Reading all = load.snap();
        double seconds = (all.lastNanos() - all.connectNanos()) / 1e9;
        return new Result(
                what,
                clients,
                all,
                seconds,
                server.cpu().since(before),
                load.cpu().total() - client,
                expected);
    }
}
