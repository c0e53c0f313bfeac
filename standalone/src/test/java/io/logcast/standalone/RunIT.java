package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.embedded.port.Ports;
import io.logcast.testkit.RunnerProcess;
import io.logcast.testkit.SseRecorder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner, as somebody uses it who has just cloned the repository. */
final class RunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void printedLines_subscribePublishAndResume() throws Exception {
        try (Runner runner = Runner.start("run");
                RunnerProcess subscribe = shell(runner.lineBelow("Subscribe"))) {
            String first = subscribe
                    .awaitLine(Pattern.compile("^id: (\\S+)"), PATIENCE)
                    .group(1);

            try (RunnerProcess publish = shell(
                    "curl -s -w '%{http_code}' " + runner.lineBelow("Publish").substring(5))) {
                publish.awaitLine(Pattern.compile("\"position\":.*202$"), PATIENCE);
            }
            subscribe.awaitLine(Pattern.compile("\"text\":\"hello\""), PATIENCE);
            try (RunnerProcess resume = shell(runner.lineBelow("Resume").replace("ID'", first + "'"))) {
                resume.awaitLine(Pattern.compile("\"text\":\"hello\""), PATIENCE);
            }
        }
    }

    @Test
    void sigterm_stopsItCleanly_andTheNextStartContinuesFromTheSameLog() throws Exception {
        try (Runner runner = Runner.start("run")) {
            runner.awaitReady();
            String token = runner.token();
            String checkpoint;
            try (SseRecorder subscriber = subscribe(runner, Map.of("Authorization", "Bearer " + token))) {
                checkpoint = subscriber.awaitFrames(1).get(0).id();
                try (RunnerProcess publish = shell(runner.lineBelow("Publish"))) {
                    publish.exitCode(PATIENCE);
                }
                subscriber.awaitMessages(1);

                // 143 is what a JVM answers SIGTERM with after its hooks have run.
                assertThat(runner.process().terminate(PATIENCE)).isEqualTo(143);
                subscriber.awaitClosed();
                assertThat(subscriber.frames()).anyMatch(frame -> "logcast.close".equals(frame.event()));
            }
            assertThat(runner.process().lines()).noneMatch(line -> line.contains("ERROR") && !KafkaLog.wrote(line));

            runner.process().restart();
            runner.awaitReady();

            Map<String, String> resume = Map.of("Authorization", "Bearer " + token, "Last-Event-ID", checkpoint);
            try (SseRecorder subscriber = subscribe(runner, resume)) {
                assertThat(subscriber.awaitMessages(1))
                        .singleElement()
                        .asString()
                        .contains("hello");
            }
        }
    }

    @Test
    void takenPort_isOneClearLineAndExitCode1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunnerProcess runner = Runner.run(
                        "run", "--port", Integer.toString(taken.getLocalPort()), "--data", folder.toString())) {
            assertThat(runner.exitCode(PATIENCE)).isEqualTo(1);
            assertThat(runner.lines())
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "logcast: port " + taken.getLocalPort() + " (HTTP) is taken; choose another with --port");
        }
    }

    @Test
    void token_isAllThatTokenPrints() throws Exception {
        try (RunnerProcess token = Runner.run(
                "token", "--tenant", "t", "--sub", "s", "--roles", "a,b", "--ttl", "5m", "--data", folder.toString())) {
            assertThat(token.exitCode(PATIENCE)).isZero();
            assertThat(token.lines()).singleElement().asString().matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        }
    }

    @Test
    void wrongOptions_areToldInOneLine() throws Exception {
        for (List<String> words : List.of(
                List.of("run", "--prot", "1"),
                List.of("run", "--port", "9092"),
                List.of("run", "--port", "x"),
                List.of("run", "8080"),
                List.of("fly"))) {
            try (RunnerProcess runner = Runner.run(words.toArray(String[]::new))) {
                assertThat(runner.exitCode(PATIENCE)).isEqualTo(1);
                assertThat(runner.lines()).singleElement().asString().startsWith("logcast: ");
            }
        }
    }

    @Test
    void wrongDefinition_isToldInOneLineAndEndsTheRunner() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("streams")).resolve("bad.yaml"), "nonsense: 1");
        List<String> ports =
                List.of(Integer.toString(Ports.free()), Integer.toString(Ports.free()), Integer.toString(Ports.free()));
        try (RunnerProcess runner = Runner.run(
                "run",
                "--port",
                ports.get(0),
                "--kafka-port",
                ports.get(1),
                "--redis-port",
                ports.get(2),
                "--data",
                folder.toString())) {
            assertThat(runner.exitCode(PATIENCE)).isEqualTo(1);
            assertThat(runner.lines())
                    .noneMatch(line -> line.startsWith("\tat "))
                    // The watch of Kafka, which has been stopped, may have a word after it.
                    .filteredOn(line -> line.startsWith("logcast: "))
                    .last()
                    .asString()
                    .contains("bad.yaml");
        }
    }

    @Test
    void demo_hasSomethingToSeeAtOnce() throws Exception {
        try (Runner runner = Runner.start("demo")) {
            runner.awaitReady();
            try (SseRecorder ticker = SseRecorder.open(
                    URI.create(runner.url() + "/v1/events?stream=ticker&tenant=demo&from=earliest"), Map.of())) {
                assertThat(ticker.awaitMessages(2)).allMatch(message -> message.contains("\"total\":"));
            }
        }
    }

    private static SseRecorder subscribe(Runner runner, Map<String, String> headers) throws Exception {
        return SseRecorder.open(URI.create(runner.url() + "/v1/events?stream=greetings"), headers);
    }

    private RunnerProcess shell(String line) throws Exception {
        return RunnerProcess.start(List.of("bash", "-c", line), folder, Map.of());
    }
}
