package io.logcast.bench.measure;

import io.logcast.bench.process.Cpu;
import io.logcast.bench.process.ProcFigures;

/**
 * Processor time of everybody in a run, at one moment or between two.
 *
 * @param others seconds that nobody of us used
 */
record Costs(double seconds, Cpu server, double client, double publisher, double others) {

    Costs since(Costs before) {
        return new Costs(
                seconds - before.seconds,
                server.since(before.server),
                client - before.client,
                publisher - before.publisher,
                others - before.others);
    }

    static Costs now(Cpu server, Cpu client) {
        double publisher = ProcFigures.ofThisProcess().cpu().total();
        double others = ProcFigures.machineBusySeconds() - ProcFigures.oursSeconds();
        return new Costs(System.nanoTime() / 1e9, server, client.total(), publisher, others);
    }

    double cores(double cpuSeconds) {
        return cpuSeconds / seconds;
    }
}
