package io.logcast.standalone.profile;

import java.util.List;
import java.util.Optional;

/**
 * An item of the acceptance list of a service that Logcast replaces.
 *
 * @param name {@code <profile>_<NN>}
 * @param text what it says
 * @param tests that bear its name
 * @param because why it is not, or not wholly, fulfilled
 */
record AcceptanceItem(String name, String text, List<TestOfItem> tests, Optional<String> because) {

    /**
     * A test that bears the name of an item.
     *
     * @param file from the root of the repository
     */
    record TestOfItem(String name, String file) {}

    AcceptanceItem {
        tests = List.copyOf(tests);
    }

    String profile() {
        return name.substring(0, name.indexOf('_'));
    }

    String number() {
        return name.substring(name.indexOf('_') + 1);
    }

    boolean isFulfilled() {
        return !tests.isEmpty() && because.isEmpty();
    }

    /** Somebody says something about it: a test, or why there is none. */
    boolean isAccountedFor() {
        return !tests.isEmpty() || because.isPresent();
    }
}
