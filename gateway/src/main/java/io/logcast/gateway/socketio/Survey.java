package io.logcast.gateway.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** The answers to one packet from all event loops. How many were asked is told first, so early answers wait for that. */
final class Survey {

    private final Adapter.AckCollector answers;
    private final List<ArrayNode> early = new ArrayList<>();
    private int loops;
    private int asked;

    Survey(int loops, Adapter.AckCollector answers) {
        this.loops = loops;
        this.answers = answers;
    }

    /** One loop has asked that many. */
    synchronized void asked(int clients) {
        asked += clients;
        if (--loops == 0) {
            answers.asked(asked);
            early.forEach(answers::answered);
            early.clear();
        }
    }

    synchronized void answered(ArrayNode arguments) {
        if (loops > 0) {
            early.add(arguments);
        } else {
            answers.answered(arguments);
        }
    }
}
