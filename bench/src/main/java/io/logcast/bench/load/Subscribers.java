package io.logcast.bench.load;

import java.util.Map;
import java.util.TreeMap;

/** How the connections are, since the beginning. */
final class Subscribers {

    int open;
    int opened;
    int failed;
    int closedByServer;
    String lastFailure = "";
    final Map<String, Integer> notices = new TreeMap<>();

    /** @param word what the server said, for example {@code logcast.close stalled} */
    void notice(String word) {
        notices.merge(word, 1, Integer::sum);
    }
}
