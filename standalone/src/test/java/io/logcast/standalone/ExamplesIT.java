package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.RunnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The examples do what their READMEs show. */
final class ExamplesIT {

    private static final Path ROOT = Path.of(System.getProperty("logcast.root"));
    private static final Pattern EXPECTED = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

    @Test
    void examples_printWhatTheirReadmesShow() throws Exception {
        try (Runner runner = Runner.start("run")) {
            runner.awaitReady();
            String kafka = runner.process()
                    .awaitLine(Pattern.compile("Kafka +(\\S+)"), Runner.PATIENCE)
                    .group(1);
            Map<String, String> environment = Map.of("URL", runner.url(), "TOKEN", runner.token());

            show("kafka-publisher", 0, java("kafka-publisher/Publish.java", kafka), environment);
            show("kafka-reader", 0, java("kafka-reader/Read.java", kafka, "dev/stream/greetings", "2"), environment);
            String before = "since=2100-01-01T00:00:00Z";
            try (RunnerProcess subscriber =
                    start(List.of("examples/curl/subscribe.sh", "greetings", before), environment)) {
                subscriber.awaitLine(Pattern.compile("^id: "), Runner.PATIENCE);
                show("curl", 0, List.of("examples/curl/publish.sh", "hello"), environment);
                subscriber.awaitLine(lines(expected("curl").get(1)).get(4), Runner.PATIENCE);
            }
            watchAJob(runner);
        }
    }

    private static void watchAJob(Runner runner) throws Exception {
        String redis = runner.process()
                .awaitLine(Pattern.compile("Redis +(\\S+)"), Runner.PATIENCE)
                .group(1);
        Map<String, String> environment = Map.of("URL", runner.url(), "REDIS", redis, "STEP", "0.1");
        List<Pattern> wanted = lines(expected("job-progress").get(0));
        try (RunnerProcess page = start(List.of("examples/job-progress/watch.sh", "17"), environment)) {
            Awaitility.await().atMost(Runner.PATIENCE).until(() -> isHeard(redis, "job-17"));
            try (RunnerProcess job = start(List.of("examples/job-progress/job.sh", "17"), environment)) {
                assertThat(job.exitCode(Runner.PATIENCE)).isZero();
            }
            page.awaitLine(wanted.get(wanted.size() - 2), Runner.PATIENCE);
            assertThat(page.lines().subList(0, wanted.size() - 1))
                    .zipSatisfy(
                            wanted.subList(0, wanted.size() - 1),
                            (line, pattern) -> assertThat(line).matches(pattern));
        }
    }

    private static boolean isHeard(String redis, String channel) throws Exception {
        try (RunnerProcess asked = start(List.of("redis-cli", "-u", redis, "PUBSUB", "NUMSUB", channel), Map.of())) {
            return asked.exitCode(Runner.PATIENCE) == 0 && asked.lines().contains("1");
        }
    }

    private static void show(String example, int block, List<String> command, Map<String, String> environment)
            throws Exception {
        try (RunnerProcess process = start(command, environment)) {
            assertThat(process.exitCode(Runner.PATIENCE))
                    .as(() -> String.join("\n", process.lines()))
                    .isZero();
            List<Pattern> wanted = lines(expected(example).get(block));
            assertThat(process.lines())
                    .hasSameSizeAs(wanted)
                    .zipSatisfy(wanted, (line, pattern) -> assertThat(line).matches(pattern));
        }
    }

    /** The blocks of expected output in the README of an example. */
    private static List<String> expected(String example) throws IOException {
        String readme =
                Files.readString(ROOT.resolve("examples").resolve(example).resolve("README.md"));
        return EXPECTED.matcher(readme)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** "…" stands for whatever differs from run to run. */
    private static List<Pattern> lines(String block) {
        return block.lines()
                .map(line -> Pattern.compile(Pattern.quote(line).replace("…", "\\E.+\\Q")))
                .toList();
    }

    private static RunnerProcess start(List<String> command, Map<String, String> environment) throws IOException {
        return RunnerProcess.start(command, ROOT, environment);
    }

    private static List<String> java(String file, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "standalone/target/lib/*",
                "examples/" + file));
        command.addAll(List.of(arguments));
        return command;
    }
}
