package io.logcast.standalone.profile;

import io.logcast.standalone.profile.AcceptanceItem.TestOfItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/migrate/README.md}: what stands there by hand, and below the mark the table. */
final class AcceptancePage {

    static final Path FILE = Path.of(System.getProperty("logcast.root"), "docs/migrate/README.md");

    private static final String MARK = "<!-- Below here AcceptanceListsTest writes. -->\n";

    private AcceptancePage() {}

    static String current() throws IOException {
        return Files.readString(FILE);
    }

    /** As it has to be. */
    static String render(List<AcceptanceItem> items) throws IOException {
        String page = current();
        return page.substring(0, page.indexOf(MARK) + MARK.length()) + "\n" + summary(items) + tables(items);
    }

    private static String summary(List<AcceptanceItem> items) {
        long tested = items.stream().filter(AcceptanceItem::isFulfilled).count();
        return "%d items: %d are tested, %d are not yet or not wholly fulfilled.\n"
                .formatted(items.size(), tested, items.size() - tested);
    }

    private static String tables(List<AcceptanceItem> items) {
        return items.stream()
                .collect(Collectors.groupingBy(AcceptanceItem::profile, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(AcceptancePage::table)
                .collect(Collectors.joining());
    }

    private static String table(Map.Entry<String, List<AcceptanceItem>> profile) {
        String rows = profile.getValue().stream().map(AcceptancePage::row).collect(Collectors.joining());
        return "\n## " + heading(profile.getKey()) + "\n\n| item | what | state |\n|---|---|---|\n" + rows;
    }

    private static String heading(String profile) {
        boolean hasPage = Files.exists(FILE.resolveSibling(profile + ".md"));
        return hasPage ? "[%s](%s.md)".formatted(profile, profile) : profile;
    }

    private static String row(AcceptanceItem item) {
        return "| %s | %s | %s |\n".formatted(item.number(), cell(item.text()), state(item));
    }

    private static String state(AcceptanceItem item) {
        String tests = item.tests().stream().map(AcceptancePage::link).collect(Collectors.joining("<br>"));
        return item.because()
                .map(why -> "**not yet**, because " + cell(why) + (tests.isEmpty() ? "" : ": " + tests))
                .orElse(tests.isEmpty() ? "**missing**" : "tested: " + tests);
    }

    private static String link(TestOfItem test) {
        return "[%s](../../%s)".formatted(test.name().replaceFirst("^[a-z]+_\\d\\d_", ""), test.file());
    }

    /** A bar would end the cell, also in code. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
