package io.logcast.bench.scenario;

import io.logcast.bench.jmh.Microbenchmarks;
import io.logcast.bench.option.Defaults;
import io.logcast.bench.report.Report;
import org.openjdk.jmh.runner.RunnerException;

/** The smallest parts, by JMH. */
final class Micro implements Scenario {

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String question() {
        return "What do framing, matching and cursors cost by themselves, and what do they allocate?";
    }

    @Override
    public Defaults options() {
        return Defaults.none().with("include", "").with("seconds", 1);
    }

    @Override
    public Report run(Setting setting) throws RunnerException {
        return Microbenchmarks.run(setting.options().text("include"), setting.number("seconds"));
    }
}
