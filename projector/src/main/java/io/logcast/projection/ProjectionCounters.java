package io.logcast.projection;

import io.logcast.deadletter.DeadLetter.Stage;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has happened since the process began; any thread. Once the records at hand are done: records = events + refused in
 * the stage parse. A transaction that was given up and repeated counts twice.
 */
public final class ProjectionCounters {

    private final LongAdder events = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder refusedParse = new LongAdder();
    private final LongAdder refusedProject = new LongAdder();

    void projected(int count) {
        events.increment();
        deliveries.add(count);
    }

    void deadLetter(Stage stage) {
        deadLetters(stage).increment();
    }

    /** Records that were events. */
    public long events() {
        return events.sum();
    }

    /** Records written to {@code logcast.deliveries}. */
    public long deliveries() {
        return deliveries.sum();
    }

    /** Records written to {@code logcast.dead-letters} from that stage. */
    public long refused(Stage stage) {
        return deadLetters(stage).sum();
    }

    private LongAdder deadLetters(Stage stage) {
        return stage == Stage.PARSE ? refusedParse : refusedProject;
    }
}
