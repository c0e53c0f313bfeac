package io.logcast.bench.jmh;

import io.logcast.bench.report.Report;
import io.logcast.bench.report.Table;
import io.logcast.json.Json;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this package: time and allocation of one operation. */
public final class Microbenchmarks {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private Microbenchmarks() {}

    /**
     * @param pattern a regular expression that their names contain; empty: all
     * @param seconds of one iteration; there are three to warm up, and five
     */
    public static Report run(String pattern, int seconds) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.logcast\\.bench\\.jmh\\..*" + pattern)
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(seconds))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(seconds))
                        .forks(1)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        return report(results);
    }

    private static Report report(Collection<RunResult> results) {
        Table table = new Table("benchmark", "ns", "± ns", "bytes allocated");
        Report report = new Report(table);
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> bytes = result.getSecondaryResults().get(ALLOCATION);
            double allocated = bytes == null ? Double.NaN : bytes.getScore();
            String name = name(result);
            table.row(name, time.getScore(), time.getScoreError(), allocated);
            report.row(Json.object()
                    .put("benchmark", name)
                    .put("nanos", time.getScore())
                    .put("errorNanos", time.getScoreError())
                    .put("bytesAllocated", allocated));
        }
        return report;
    }

    /** Without the package, with the parameters. */
    private static String name(RunResult result) {
        StringBuilder name = new StringBuilder(
                result.getParams().getBenchmark().replace(Microbenchmarks.class.getPackageName() + ".", ""));
        for (String key : result.getParams().getParamsKeys()) {
            name.append(' ').append(key).append('=').append(result.getParams().getParam(key));
        }
        return name.toString();
    }
}
