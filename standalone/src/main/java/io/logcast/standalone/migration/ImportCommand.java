package io.logcast.standalone.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.standalone.arguments.Arguments;
import io.logcast.standalone.arguments.DataFolder;
import io.logcast.standalone.arguments.UsageError;
import io.logcast.standalone.token.DevelopmentSecret;
import io.logcast.standalone.token.DevelopmentToken;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code ./logcast import adsp config.json}: a line for each stream and webhook, and then all that was left out. */
public final class ImportCommand {

    private static final String USAGE = "import adsp config.json [--core core.json] [--tenant T] [--url …]";

    private final Path file;
    private final Arguments options;

    private ImportCommand(Path file, Arguments options) {
        this.file = file;
        this.options = options;
    }

    /** @param words whose configuration it is, where it is, and options */
    public static ImportCommand of(List<String> words) {
        if (words.size() < 2 || !words.get(0).equals("adsp") || words.get(1).startsWith("--")) {
            throw new UsageError("the command is: " + USAGE);
        }
        Arguments options = Arguments.parse(words.subList(2, words.size()));
        return new ImportCommand(path(words.get(1)), options.only(Set.of("core", "tenant", "url", "token", "data")));
    }

    /** @throws UsageError if something could not be taken over at all */
    public void run(PrintStream out) throws IOException, InterruptedException {
        Optional<String> core = options.text("core");
        List<Converted> all = new AdspConfiguration(
                        read(file), core.isPresent() ? Optional.of(read(path(core.get()))) : Optional.empty())
                .converted();
        List<String> left = new ArrayList<>();
        int refused = 0;
        for (Converted one : all) {
            Receiver.Answer answer = answer(one);
            out.printf("%-7s  %-30s  %s%n", one.kind(), one.id(), answer.words());
            one.left().forEach(line -> left.add(one.kind() + " " + one.id() + ": " + line));
            refused += answer.isTaken() ? 0 : 1;
        }
        tell(out, left);
        if (refused > 0) {
            throw new UsageError(refused + " of " + all.size() + " could not be taken over");
        }
    }

    private Receiver.Answer answer(Converted one) throws IOException, InterruptedException {
        return one.definition() == null
                ? new Receiver.Answer(false, "left out")
                : new Receiver(options.text("url").orElse("http://127.0.0.1:8080"), tenant(), token()).put(one);
    }

    private static void tell(PrintStream out, List<String> left) {
        if (!left.isEmpty()) {
            out.println("Not as it was:");
            left.forEach(line -> out.println("  " + line));
        }
        out.flush();
    }

    private String tenant() {
        return options.text("tenant").orElse("dev");
    }

    private String token() throws IOException {
        return options.text("token").isPresent()
                ? options.required("token")
                : new DevelopmentToken(tenant(), "import", List.of("stream-admin"), Duration.ofMinutes(5))
                        .sign(DevelopmentSecret.of(DataFolder.of(options)));
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new UsageError("there is no file " + file);
        } catch (MalformedJson e) {
            throw new UsageError(file + " " + e.getMessage());
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageError("'" + text + "' is no path of a file");
        }
    }
}
