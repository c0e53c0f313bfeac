package io.logcast.bench.measure;

import io.logcast.bench.process.ProcFigures;
import io.logcast.bench.report.Console;
import io.logcast.bench.report.Report;

/** Whether the machine was ours during a run. */
public final class Quiet {

    private static final int HALF_SECOND_MILLIS = 500;

    private final long startNanos = System.nanoTime();
    private final double start = others();

    private Quiet() {}

    public static Quiet begin() {
        return new Quiet();
    }

    /** Returns when nobody else has used the machine for half a second, or after so many seconds all the same. */
    static void await(int seconds, Console console) throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < deadline && busyForHalfASecond() > Phase.DISTURBED) {
            console.bar("waiting until others leave the machine alone", 0);
        }
    }

    private static double busyForHalfASecond() throws InterruptedException {
        double before = others();
        Thread.sleep(HALF_SECOND_MILLIS);
        return (others() - before) * 1000 / HALF_SECOND_MILLIS;
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
