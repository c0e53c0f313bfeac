package io.logcast.bench.scenario;

import io.logcast.bench.option.Options;
import io.logcast.bench.peer.Peers;
import io.logcast.bench.process.Children;
import io.logcast.bench.report.Console;
import java.util.List;

/** What a scenario works with. */
public record Setting(Options options, Console console, Children children) {

    int number(String option) {
        return options.positive(option);
    }

    /** The other servers that were asked for; all of them are there. */
    List<String> peers() {
        Peers known = new Peers(children, options);
        options.list("peers").forEach(known::requireInstalled);
        return options.list("peers");
    }

    @SuppressWarnings("AnnotateFormatMethod") // As in Console.
    void say(String format, Object... values) {
        console.say(format, values);
    }
}
