package io.logcast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Scenarios with a handful of subscribers, for real: what a user starts, and what a program reads from it. */
final class SmokeIT {

    private static final int SUBSCRIBERS = 20;

    @Test
    void oneStreamMany_twentySubscribers_losesNothingAndEndsWithJson() throws Exception {
        // When
        JsonNode result = run(
                "02",
                "--subscribers",
                Integer.toString(SUBSCRIBERS),
                "--rate",
                "2000",
                "--seconds",
                "2",
                "--warm-up",
                "2",
                "--saturate",
                "0",
                "--wait-quiet",
                "0");
        // Then
        assertThat(result.get("scenario").textValue()).isEqualTo("02-one-stream-many");
        assertTwoRowsWithEverythingOnce(result);
    }

    @Test
    void replay_twentyClients_getEverythingOnce() throws Exception {
        // When
        JsonNode result = run(
                "05",
                "--clients",
                "20",
                "--retained",
                "200",
                "--events",
                "2000",
                "--shared-events",
                "500",
                "--rounds",
                "2");
        // Then
        assertThat(result.get("rows")).hasSize(5);
        for (JsonNode row : result.get("rows")) {
            assertThat(row.path("missing").longValue()).as(row.toString()).isZero();
            assertThat(row.path("doubled").longValue()).as(row.toString()).isZero();
        }
    }

    /** Without Node, which is not on every machine. */
    @Test
    void webSocketBroadcast_twentySubscribers_losesNothing() throws Exception {
        // When
        JsonNode result = run(
                "10",
                "--subscribers",
                Integer.toString(SUBSCRIBERS),
                "--rate",
                "2000",
                "--seconds",
                "2",
                "--warm-up",
                "2",
                "--saturate",
                "0",
                "--wait-quiet",
                "0",
                "--peers",
                "");
        // Then
        assertTwoRowsWithEverythingOnce(result);
    }

    @Test
    void rollingRestart_twentyClients_allRecoverAndLoseNothing() throws Exception {
        // When
        JsonNode figures = run("11", "--clients", "20", "--before-seconds", "2", "--settle-seconds", "1")
                .get("figures");
        // Then
        assertThat(figures.get("absent").doubleValue()).as(figures.toString()).isZero();
        assertThat(figures.get("recovered ratio").doubleValue())
                .as(figures.toString())
                .isEqualTo(1.0);
        assertThat(figures.get("lost").doubleValue()).as(figures.toString()).isZero();
        assertThat(figures.get("doubled").doubleValue()).as(figures.toString()).isZero();
    }

    /** A machine that is busy publishes less than the 200 that are planned, and of those nothing may be missing. */
    private static void assertTwoRowsWithEverythingOnce(JsonNode result) {
        assertThat(result.get("rows")).hasSize(2);
        for (JsonNode row : result.get("rows")) {
            JsonNode fixed = row.get("fixed");
            long published = fixed.get("published").longValue();
            assertThat(published).isPositive();
            assertThat(fixed.get("expected").longValue()).isEqualTo(SUBSCRIBERS * published);
            assertThat(fixed.get("deliveries").longValue()).isEqualTo(SUBSCRIBERS * published);
            assertThat(fixed.get("missing").longValue()).isZero();
            assertThat(fixed.get("doubled").longValue()).isZero();
            assertThat(fixed.get("disordered").longValue()).isZero();
        }
    }

    /** What the script starts, with the class path of this test. */
    private static JsonNode run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName()));
        command.addAll(List.of(words));
        File output = File.createTempFile("bench", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("has ended").isTrue();
            return lastLine(output, process.exitValue());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static JsonNode lastLine(File output, int exit) throws Exception {
        List<String> lines = Files.readAllLines(output.toPath(), StandardCharsets.UTF_8);
        assertThat(exit).as(String.join("\n", lines)).isZero();
        return Json.parse(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8));
    }
}
