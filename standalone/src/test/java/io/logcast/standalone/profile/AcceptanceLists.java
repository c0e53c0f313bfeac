package io.logcast.standalone.profile;

import io.logcast.standalone.profile.AcceptanceItem.TestOfItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The five lists ({@code migrate/items.txt}), what is open of them ({@code migrate/not-yet.txt}), and the tests in the sources. */
final class AcceptanceLists {

    private static final Path ROOT = Path.of(System.getProperty("logcast.root"));
    private static final Path TEXTS = ROOT.resolve("standalone/src/test/resources/migrate");
    private static final Path TESTS = ROOT.resolve("standalone/src/test/java");

    /** A method, not a call or a name in a text. */
    private static final Pattern TEST =
            Pattern.compile("(?m)^    [\\w<>? ]*\\b((?:adsp|acceleratxr|flasksse|ssenotify|membersse)_\\d\\d_\\w+)\\(");

    private AcceptanceLists() {}

    static List<AcceptanceItem> items() throws IOException {
        Map<String, String> open = texts("not-yet.txt");
        List<TestOfItem> tests = tests();
        List<AcceptanceItem> items = new ArrayList<>();
        texts("items.txt")
                .forEach((name, text) -> items.add(new AcceptanceItem(
                        name,
                        text,
                        tests.stream()
                                .filter(test -> test.name().startsWith(name + "_"))
                                .toList(),
                        Optional.ofNullable(open.get(name)))));
        return items;
    }

    static List<TestOfItem> tests() throws IOException {
        List<TestOfItem> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                TEST.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> tests.add(new TestOfItem(
                                found.group(1), ROOT.relativize(file).toString())));
            }
        }
        return tests;
    }

    /** Each line has a name and, after a space, a text. */
    static Map<String, String> texts(String file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TEXTS.resolve(file))) {
            String[] words = line.split(" ", 2);
            texts.put(words[0], words[1]);
        }
        return texts;
    }
}
