package io.logcast.standalone;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of settings and files is so. */
final class DocumentationIT {

    private static final Path ROOT = Path.of(System.getProperty("logcast.root"));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(LOGCAST_\\w+):`?([^`}]*)`?}");
    private static final Pattern ROW =
            Pattern.compile("^\\| `[^`]+` \\| `(LOGCAST_\\w+)` \\| (?:`([^`]*)`|\\(empty\\)) \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void tableOfSettings_isWhatTheSettingsFilesSay() throws IOException {
        Map<String, String> documented = new TreeMap<>(Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::find)
                .collect(toMap(row -> row.group(1), row -> row.group(2) == null ? "" : row.group(2))));

        assertThat(documented).isEqualTo(settings());
    }

    @Test
    void relativeLinks_leadSomewhere() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!link.group(1).contains("://")) {
                    assertThat(document.resolveSibling(link.group(1)))
                            .as("a link in " + document)
                            .exists();
                }
            }
        }
    }

    private static Map<String, String> settings() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String module : List.of("node", "publisher-api", "projector", "gateway")) {
            for (Path file : files(ROOT.resolve(module).resolve("src/main/resources"), ".yml")) {
                Matcher placeholder = PLACEHOLDER.matcher(Files.readString(file));
                while (placeholder.find()) {
                    settings.put(placeholder.group(1), placeholder.group(2));
                }
            }
        }
        return settings;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !path.toString().contains("/target/")
                            && !path.toString().contains("node_modules"))
                    .toList();
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(suffix)).toList();
        }
    }
}
