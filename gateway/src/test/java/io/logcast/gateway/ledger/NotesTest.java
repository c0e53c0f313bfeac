package io.logcast.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logcast.ledger.NodeKey;
import io.logcast.ledger.SessionNote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

final class NotesTest {

    private static final NodeKey GATEWAY = new NodeKey("k7f3a9x2");
    private static final Duration REFRESH = Duration.ofMinutes(30);

    private long now;
    private final Notes notes = new Notes(() -> now, REFRESH);
    private final LongFunction<SessionNote> what = NotesTest::over;
    private final LongFunction<SessionNote> later = NotesTest::rooms;
    private final List<LongFunction<SessionNote>> said = new CopyOnWriteArrayList<>();

    @Test
    void note_thatKafkaHasNotAcknowledged_isSaidAgainAndAgain() {
        add("s", what, false);
        assertThat(dueAfter(Notes.AGAIN)).isEmpty();
        assertThat(dueAfter(Duration.ofSeconds(1))).containsExactly("s");
        assertThat(dueAfter(Duration.ofSeconds(1))).isEmpty();
        assertThat(dueAfter(Notes.AGAIN)).containsExactly("s");

        notes.kept("s", what);

        assertThat(dueAfter(REFRESH.multipliedBy(2))).isEmpty();
        assertThat(notes.size()).isZero();
    }

    @Test
    void unkept_isWhatKafkaDoesNotHave() {
        add("s", what, true);
        assertThat(notes.unkept("s")).contains(what);

        notes.kept("s", what);

        assertThat(notes.unkept("s")).isEmpty();
        assertThat(notes.unkept("another")).isEmpty();
    }

    @Test
    void rooms_ofASessionThatIsHere_areSaidAgainBeforeTheyAreForgotten() {
        add("s", what, true);
        notes.kept("s", what);

        assertThat(dueAfter(REFRESH)).isEmpty();
        assertThat(dueAfter(Duration.ofSeconds(1))).containsExactly("s");
        notes.kept("s", what);
        assertThat(dueAfter(Notes.AGAIN)).isEmpty();

        notes.left("s");

        assertThat(notes.size()).isZero();
    }

    @Test
    void rooms_ofASessionThatHasLeft_areStillSaidUntilKafkaHasThem() {
        add("s", what, true);
        notes.left("s");

        assertThat(dueAfter(Notes.AGAIN.plusSeconds(1))).containsExactly("s");
        notes.kept("s", what);

        assertThat(notes.size()).isZero();
    }

    @Test
    void acknowledgement_ofAnEarlierNote_saysNothingOfTheLastOne() {
        add("s", what, false);
        LongFunction<SessionNote> last = NotesTest::over;
        add("s", last, false);

        notes.kept("s", what);

        assertThat(dueAfter(Notes.AGAIN.plusSeconds(1))).containsExactly("s");
    }

    @Test
    void session_thatAnotherHas_isForgotten() {
        notes.hold("s", what);
        notes.forget("s");

        assertThat(dueAfter(REFRESH.plusSeconds(1))).isEmpty();
    }

    @Test
    void notes_areBounded() {
        for (int i = 0; i < Notes.MOST + 10; i++) {
            add("s" + i, what, true);
        }

        assertThat(notes.size()).isEqualTo(Notes.MOST);
    }

    /** By the thread that reads the topic, while the client joins a room. */
    @Test
    void note_thatIsSaidAgain_doesNotComeAfterALaterOne() throws Exception {
        add("s", what, true);
        Thread joining = new Thread(() -> notes.add("s", later, true, this::say));
        now += Notes.AGAIN.plusSeconds(1).toNanos();

        notes.due((session, note) -> {
            start(joining);
            say(session, note);
        });
        joining.join();

        assertThat(said).containsExactly(what, later);
    }

    /** The claim may be about it. */
    @Test
    void note_thatIsSaidBeforeAClaim_doesNotComeAfterALaterOne() throws Exception {
        add("s", what, true);
        Thread joining = new Thread(() -> notes.add("s", later, true, this::say));

        notes.sayUnkept("s", (session, note) -> {
            start(joining);
            say(session, note);
        });
        joining.join();

        assertThat(said).containsExactly(what, later);
    }

    private void say(String session, LongFunction<SessionNote> note) {
        said.add(note);
    }

    /** Returns when it is done or cannot go on. */
    private static void start(Thread thread) {
        thread.start();
        await().until(() -> thread.getState() == Thread.State.BLOCKED || !thread.isAlive());
    }

    private void add(String session, LongFunction<SessionNote> note, boolean lasts) {
        notes.add(session, note, lasts, (name, said) -> {});
    }

    private static SessionNote rooms(long after) {
        return new SessionNote.Rooms(GATEWAY, after, Set.of("a"));
    }

    private static SessionNote over(long after) {
        return new SessionNote.Over(GATEWAY, after);
    }

    private List<String> dueAfter(Duration time) {
        now += time.toNanos();
        List<String> due = new ArrayList<>();
        notes.due((session, note) -> due.add(session));
        return due;
    }
}
