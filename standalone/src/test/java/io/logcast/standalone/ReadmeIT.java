package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.testkit.RunnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The minute of the README: its commands are run as they stand there, and print what stands below them. */
final class ReadmeIT {

    private static final Path ROOT = Path.of(System.getProperty("logcast.root"));
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

    @Test
    void minuteOfTheReadme_printsWhatItShows() throws Exception {
        List<MatchResult> steps = STEP.matcher(minute()).results().toList();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(4);
        try (Runner runner = Runner.start("run")) {
            runner.awaitReady();
            for (MatchResult step : steps) {
                // The port and the data folder of the test; everything else to the letter.
                String script = step.group(1)
                        .replace("http://127.0.0.1:8080", runner.url())
                        .replace("./logcast token", token(runner));
                try (RunnerProcess shell = RunnerProcess.start(List.of("bash", "-euc", script), ROOT, Map.of())) {
                    assertThat(shell.exitCode(Runner.PATIENCE)).as(script).isZero();
                    Pattern expected =
                            Pattern.compile(Pattern.quote(step.group(2)).replace("…", "\\E.+\\Q"));
                    assertThat(String.join("\n", shell.lines()) + "\n")
                            .as(script)
                            .matches(expected);
                }
            }
        }
    }

    private static String minute() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf("## One minute");
        return readme.substring(start, readme.indexOf("\n## ", start + 1));
    }

    /** The script itself would look whether it has to build, in the middle of a build. */
    private static String token(Runner runner) {
        return "'%s' -jar standalone/target/logcast-standalone.jar token --data '%s'"
                .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), runner.data());
    }
}
