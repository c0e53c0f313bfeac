package io.logcast.bench.scenario;

import io.logcast.bench.option.Options;
import io.logcast.bench.process.Children;
import io.logcast.bench.report.Console;

/** What a scenario works with. */
public record Setting(Options options, Console console, Children children) {

    int number(String option) {
        return options.positive(option);
    }

    void say(String format, Object... values) {
        console.say(format, values);
    }
}
