package io.logcast.standalone.profile;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.standalone.profile.AcceptanceItem.TestOfItem;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing of the acceptance lists is forgotten, and the page says so. */
final class AcceptanceListsTest {

    private static final String REWRITE =
            "LOGCAST_REWRITE=true ./logcast test -pl standalone -am -Dtest=AcceptanceListsTest -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void lists_areWhole() throws Exception {
        assertThat(AcceptanceLists.items().stream().collect(groupingBy(AcceptanceItem::profile, counting())))
                .isEqualTo(
                        Map.of("adsp", 15L, "acceleratxr", 14L, "flasksse", 11L, "ssenotify", 11L, "membersse", 11L));
    }

    @Test
    void items_haveATestOrAReason() throws Exception {
        assertThat(AcceptanceLists.items().stream()
                        .filter(item -> !item.isAccountedFor())
                        .map(AcceptanceItem::name))
                .as(
                        "items without a test whose name begins with theirs; say in migrate/not-yet.txt why if it has to be")
                .isEmpty();
    }

    @Test
    void tests_areOfAnItemThatThereIs() throws Exception {
        List<String> items =
                AcceptanceLists.items().stream().map(AcceptanceItem::name).toList();

        assertThat(AcceptanceLists.tests())
                .extracting(TestOfItem::name)
                .allMatch(test -> items.stream().anyMatch(item -> test.startsWith(item + "_")));
        assertThat(items).containsAll(AcceptanceLists.texts("not-yet.txt").keySet());
    }

    @Test
    void page_isWhatTheSourcesSay() throws Exception {
        String page = AcceptancePage.render(AcceptanceLists.items());
        if ("true".equals(System.getenv("LOGCAST_REWRITE"))) {
            Files.writeString(AcceptancePage.FILE, page);
        }
        assertThat(AcceptancePage.current())
                .as("docs/migrate/README.md is out of date. To rewrite it: " + REWRITE)
                .isEqualTo(page);
    }
}
