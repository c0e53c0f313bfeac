package io.logcast.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.bench.measure.Quiet;
import io.logcast.bench.option.Options;
import io.logcast.bench.option.UsageError;
import io.logcast.bench.process.Children;
import io.logcast.bench.report.Console;
import io.logcast.bench.report.Report;
import io.logcast.bench.scenario.Scenario;
import io.logcast.bench.scenario.Setting;
import io.logcast.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** What {@code ./logcast bench} starts. A refusal is one line on stderr and exit code 1. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Console console = new Console(System.out, "1".equals(System.getenv("LOGCAST_TERMINAL")));
        try {
            run(Arrays.asList(arguments), console);
        } catch (UsageError | IllegalStateException e) {
            System.err.println("logcast: " + e.getMessage());
            System.exit(1);
        }
        // Threads of clients that are still giving up must not keep a finished run alive.
        System.exit(0);
    }

    private static void run(List<String> words, Console console) throws Exception {
        if (words.isEmpty()) {
            list(console);
            return;
        }
        Scenario scenario = find(words.get(0));
        Options options = Options.parse(words.subList(1, words.size()), scenario.options());
        console.say(scenario.name() + ": " + scenario.question());
        try (Children children = Children.begin()) {
            Quiet quiet = Quiet.begin();
            Report report = scenario.run(new Setting(options, console, children));
            report.print(console, about(scenario, options).put("otherCores", quiet.tell(report)));
        }
    }

    private static void list(Console console) {
        console.say("./logcast bench NAME [--option value …]");
        for (Scenario scenario : Scenario.all()) {
            console.say("");
            console.say(String.format("  %-20s %s", scenario.name(), scenario.question()));
            console.say("  " + " ".repeat(21) + scenario.options().text());
        }
    }

    /** The number is enough. */
    private static Scenario find(String name) {
        return Scenario.all().stream()
                .filter(scenario ->
                        scenario.name().equals(name) || scenario.name().startsWith(name + "-"))
                .findFirst()
                .orElseThrow(() -> new UsageError("there is no scenario '" + name + "'; ./logcast bench lists them"));
    }

    private static ObjectNode about(Scenario scenario, Options options) {
        ObjectNode about = Json.object()
                .put("scenario", scenario.name())
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("jdk", Runtime.version().toString())
                .put("kernel", System.getProperty("os.version"));
        ObjectNode given = about.putObject("options");
        options.all().forEach(given::put);
        return about;
    }
}
