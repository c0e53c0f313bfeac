package io.logcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunnerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void awaitLine_findsWhatIsPrinted() throws Exception {
        try (RunnerProcess runner = shell("echo port $PORT; exec cat")) {
            assertThat(runner.awaitLine(Pattern.compile("port (\\d+)"), PATIENCE)
                            .group(1))
                    .isEqualTo("17");
        }
    }

    @Test
    void awaitLine_whenTheProcessEndsBefore_showsWhatItPrinted() throws Exception {
        try (RunnerProcess runner = shell("echo too bad")) {
            assertThatThrownBy(() -> runner.awaitLine(Pattern.compile("never"), PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("too bad");
        }
    }

    @Test
    void killHard_endsWhatTheProcessHasStartedToo() throws Exception {
        RunnerProcess runner = shell("tail -f /dev/null & echo child $!; wait");
        long child = Long.parseLong(
                runner.awaitLine(Pattern.compile("child (\\d+)"), PATIENCE).group(1));

        assertThat(ProcessHandle.of(child)).isPresent();

        runner.killHard();

        ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void terminate_letsTheProcessEndItself() throws Exception {
        try (RunnerProcess runner =
                shell("trap 'exit 7' TERM; echo up; while true; do read -t 1 -r _ < /dev/zero; done")) {
            runner.awaitLine(Pattern.compile("up"), PATIENCE);

            assertThat(runner.terminate(PATIENCE)).isEqualTo(7);
        }
    }

    @RepeatedTest(20)
    void restart_runsTheSameAgain() throws Exception {
        try (RunnerProcess runner = shell("echo up; exec cat")) {
            runner.awaitLine(Pattern.compile("up"), PATIENCE);
            runner.killHard();

            runner.restart();

            runner.awaitLine(Pattern.compile("up"), PATIENCE);
        }
    }

    private RunnerProcess shell(String script) throws Exception {
        return RunnerProcess.start(List.of("bash", "-c", script), folder, Map.of("PORT", "17"));
    }
}
