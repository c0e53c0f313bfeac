package io.logcast.bench.measure;

import io.logcast.bench.process.ProcFigures;
import io.logcast.bench.report.Report;

/** Whether the machine was ours during a run. */
public final class Quiet {

    private final long startNanos = System.nanoTime();
    private final double start = others();

    private Quiet() {}

    public static Quiet begin() {
        return new Quiet();
    }

    /**
     * Adds a warning if it was not.
     *
     * @return processors that others used on average
     */
    public double tell(Report report) {
        double cores = (others() - start) / ((System.nanoTime() - startNanos) / 1e9);
        if (cores > Phase.DISTURBED) {
            report.remark(String.format("others used %.2f cores during the run: the figures are noisy", cores));
        }
        return cores;
    }

    private static double others() {
        return ProcFigures.machineBusySeconds() - ProcFigures.oursSeconds();
    }
}
