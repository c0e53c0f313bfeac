package io.logcast.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * The scripts of the folder {@code clients}, each check a test. Where Node, Python or their packages are missing they are not
 * run, and say so; on a machine of CI they fail.
 */
public final class NodeClients {

    private static final Path FOLDER = Path.of(System.getProperty("logcast.root"), "clients");
    /** Debian's, where its packages are; another one may come first on the PATH. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private NodeClients() {}

    /** What a script asks for while it runs: "kill" its gateway, "restart" it. */
    public interface Conductor {

        void conduct(String what) throws Exception;
    }

    /** Starts what a script runs against, and tells the script where it is. */
    public interface Setting extends AutoCloseable {

        Map<String, String> environment();

        default Conductor conductor() {
            return what -> fail("nobody here can " + what);
        }
    }

    /** Starts the setting, or fails. */
    public interface Start {

        Setting start() throws Exception;
    }

    /** All checks of a script, as tests. The script has run when they are returned. */
    public static Stream<DynamicTest> checks(String script, Start start) throws Exception {
        List<String> names = names(script);
        Optional<String> missing = isPython(script) ? missingOfPython() : missing();
        if (missing.isPresent()) {
            return Stream.of(DynamicTest.dynamicTest("NOT RUN: " + script, () -> notRun(script, names, missing.get())));
        }
        Map<String, JsonNode> reports;
        try (Setting setting = start.start()) {
            reports = reportsOf(script, setting);
        }
        Stream<DynamicTest> expected =
                names.stream().map(name -> DynamicTest.dynamicTest(name, () -> judge(name, reports.get(name))));
        return Stream.concat(expected, Stream.of(DynamicTest.dynamicTest(script + "_reportsWhatChecksTxtLists", () -> {
            assertThat(reports.keySet()).as("after a change: npm run list").isSubsetOf(names);
        })));
    }

    /** Runs a script against what is there, and stays. */
    public static Reports run(String script, Setting setting) throws Exception {
        Optional<String> missing = isPython(script) ? missingOfPython() : missing();
        return new Reports(script, missing, missing.isPresent() ? Map.of() : reportsOf(script, setting));
    }

    /** What a script's checks have said. */
    public record Reports(String script, Optional<String> missing, Map<String, JsonNode> byName) {

        /** All checks of an item, {@code <profile>_<NN>_…}, of which there is at least one. */
        public void assertItem(String item) throws IOException {
            List<String> names = names(script).stream()
                    .filter(name -> name.startsWith(item + "_"))
                    .toList();
            assertThat(names).as("checks of %s in clients/checks.txt", item).isNotEmpty();
            missing.ifPresent(why -> notRun(script, names, why));
            names.forEach(name -> judge(name, byName.get(name)));
        }
    }

    private static void judge(String name, JsonNode report) {
        assertThat(report).as("%s has not reported", name).isNotNull();
        assertThat(report.path("ok").asBoolean())
                .as("%s: %s", name, report.path("why").asText())
                .isTrue();
    }

    private static void notRun(String script, List<String> names, String why) {
        String message = "NOT RUN: %d checks with %s clients (clients/%s), because %s"
                .formatted(
                        names.size(),
                        isPython(script) ? "Python" : "npm",
                        command(script).get(1),
                        why);
        System.out.println(message);
        if ("true".equals(System.getenv("CI"))) {
            fail(message);
        }
        Assumptions.abort(message);
    }

    private static Optional<String> missing() {
        if (!succeeds("node", "--version")) {
            return Optional.of("node is missing (install Node 20 or newer)");
        }
        return Files.isDirectory(FOLDER.resolve("node_modules"))
                ? Optional.empty()
                : Optional.of("clients/node_modules is missing (run npm ci in the folder clients)");
    }

    private static Optional<String> missingOfPython() {
        return succeeds(PYTHON, "-c", "import socketio, websocket")
                ? Optional.empty()
                : Optional.of("python-socketio is missing (apt-get install python3-socketio python3-websocket)");
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPython(String script) {
        return script.equals("python");
    }

    private static List<String> command(String script) {
        return isPython(script) ? List.of(PYTHON, "python.py") : List.of("node", script + ".mjs");
    }

    private static List<String> names(String script) throws IOException {
        try (Stream<String> lines = Files.lines(FOLDER.resolve("checks.txt"))) {
            return lines.map(line -> line.split(" ", 2))
                    .filter(words -> words[0].equals(script))
                    .map(words -> words[1])
                    .toList();
        }
    }

    private static Map<String, JsonNode> reportsOf(String script, Setting setting) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command(script))
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(setting.environment());
        Process process = builder.start();
        Thread end = new Thread(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            CompletableFuture<Map<String, JsonNode>> reports = reports(process, setting.conductor());
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("clients/" + script + " still ran after " + PATIENCE);
                kill(process);
            }
            return reports.get(1, TimeUnit.MINUTES);
        } finally {
            kill(process);
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    private static CompletableFuture<Map<String, JsonNode>> reports(Process process, Conductor conductor) {
        Map<String, JsonNode> reports = new HashMap<>();
        CompletableFuture<Map<String, JsonNode>> all = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(Json.parse(line.getBytes(UTF_8)), reports, conductor, process.getOutputStream());
                }
                all.complete(reports);
            } catch (Exception e) {
                all.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return all;
    }

    private static void take(JsonNode line, Map<String, JsonNode> reports, Conductor conductor, OutputStream answers)
            throws Exception {
        if (line.has("ask")) {
            conductor.conduct(line.path("ask").asText());
            answers.write('\n');
            answers.flush();
        } else {
            reports.put(line.path("check").asText(), line);
        }
    }

    /** With what it has started: a browser. Its last words can still be read. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }
}
