package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.gateway.redis.WriterLease.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LogRouteTest {

    private static final int MOST_KEPT = 3;
    private static final Duration AGE = Duration.ofSeconds(10);

    private final List<String> appended = new ArrayList<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private final RedisCounters counters = new RedisCounters();
    private final Set<String> inLog = new HashSet<>();
    private CompletableFuture<Set<String>> answer;
    private Instant askedSince;
    private Turn turn = Turn.MINE;
    private long now;
    private final Set<String> refused = new HashSet<>();
    private final Queue<Runnable> toDo = new ArrayDeque<>();
    private final LogRoute route = routeOf(Runnable::run);

    @Test
    void messages_areAppendedInTheirOrder() {
        hear("a");
        hear("b");

        assertThat(appended).containsExactly("a", "b");
    }

    @Test
    void gateway_thatIsNotTheWriter_appendsNothing() {
        turn = Turn.ANOTHERS;

        hear("a");
        now += AGE.plusSeconds(1).toNanos();
        route.settle();

        assertThat(appended).isEmpty();
        assertThat(counters.of(Tally.LEFT_TO_WRITER)).isEqualTo(1);
    }

    @Test
    void heir_writesWhatTheLogDoesNotHave_inItsOrder_beforeWhatCameLater() {
        turn = Turn.ANOTHERS;
        hear("a");
        hear("b");
        hear("c");
        inLog.add("b");
        answer = new CompletableFuture<>();

        turn = Turn.MINE;
        route.settle();
        assertThat(appended).isEmpty();
        answer.complete(inLog);
        endAll();

        assertThat(appended).containsExactly("a", "c");
        assertThat(counters.of(Tally.LEFT_TO_WRITER)).isEqualTo(1);
    }

    @Test
    void messages_thatSayTheSame_areAsManyAsTheyWere() {
        MessageIds writer = new MessageIds();
        MessageIds heir = new MessageIds();
        writer.mark("m");
        heir.mark("m");
        turn = Turn.ANOTHERS;
        hear(heir.next("c", new byte[1]).value());
        hear(heir.next("c", new byte[1]).value());
        hear(heir.next("c", new byte[1]).value());
        inLog.add(writer.next("c", new byte[1]).value());

        turn = Turn.MINE;
        route.settle();
        endAll();

        assertThat(appended).hasSize(2).doesNotContainAnyElementsOf(inLog);
    }

    @Test
    void messages_ofAGatewayThatHasHeardNoMark_areKnownByWhatTheySay() {
        MessageIds writer = new MessageIds();
        MessageIds newcomer = new MessageIds();
        writer.mark("m");
        writer.next("c", new byte[1]);
        turn = Turn.ANOTHERS;
        hear(newcomer.next("c", new byte[1]).value());
        hear(newcomer.next("c", new byte[2]).value());
        inLog.add(writer.next("c", new byte[1]).value());

        turn = Turn.MINE;
        route.settle();

        assertThat(appended).hasSize(1);
        assertThat(MessageIds.isVague(appended.get(0))).isTrue();
    }

    /** Two equal ones, of which the log has the first, and between them the connection broke. */
    @Test
    void message_likeOneThatTheLogHas_isWritten_whenItsNameIsVague() {
        MessageIds ids = new MessageIds();
        ids.mark("m");
        turn = Turn.ANOTHERS;
        String known = ids.next("c", new byte[1]).value();
        hear(known);
        ids.unmark();
        String vague = ids.next("c", new byte[1]).value();
        hear(vague);
        inLog.add(known);

        turn = Turn.MINE;
        route.settle();

        assertThat(appended).containsExactly(vague);
        assertThat(counters.of(Tally.LEFT_TO_WRITER)).isEqualTo(1);
    }

    @Test
    void writer_thatWasUnsureOfItsLease_asksTheLogAgain() {
        hear("a");
        turn = Turn.UNKNOWN;
        hear("b");
        inLog.add("b");

        turn = Turn.MINE;
        route.settle();

        assertThat(appended).containsExactly("a");
    }

    @Test
    void log_thatCannotBeAsked_isAskedAgain_andThenDoneWithout() {
        answer = CompletableFuture.failedFuture(new IllegalStateException("Kafka is away"));
        hear("a");
        assertThat(appended).isEmpty();

        now += Duration.ofSeconds(11).toNanos();
        route.settle();

        assertThat(appended).containsExactly("a");
    }

    @Test
    void messages_beyondTheBound_waitUntilOthersEnd_soManyOfThem() {
        hear("a");
        hear("b");
        hear("c");
        hear("d");
        hear("e");
        hear("tooMany");
        assertThat(appended).containsExactly("a", "b");
        endAll();

        assertThat(appended).containsExactly("a", "b", "c", "d", "e");
        assertThat(counters.of(Tally.REFUSED)).isEqualTo(1);
    }

    @Test
    void messages_thatTheLogDoesNotTake_areCounted_andMakeRoom() {
        hear("a");
        hear("b");
        underWay.get(0).completeExceptionally(new IllegalStateException("Kafka is away"));
        hear("c");

        assertThat(appended).containsExactly("a", "b", "c");
        assertThat(counters.of(Tally.LOST)).isEqualTo(1);
    }

    @Test
    void messages_ofAnother_beyondTheBound_areTakenForWritten_theOldestFirst() {
        turn = Turn.ANOTHERS;
        hear("a");
        hear("b");
        hear("c");
        hear("d");
        turn = Turn.MINE;
        route.settle();
        endAll();

        assertThat(appended).containsExactly("b", "c", "d");
    }

    @Test
    void stop_leavesTheRestToAnother_andWaitsForWhatIsUnderWay() {
        AtomicBoolean empty = new AtomicBoolean();
        hear("a");

        route.stop(() -> empty.set(true));
        hear("b");

        assertThat(appended).containsExactly("a");
        assertThat(empty).isFalse();
        underWay.get(0).complete(null);
        assertThat(empty).isTrue();
    }

    @Test
    void entry_ofAStream_thatIsReadLate_isWrittenOnlyIfTheLogDoesNotHaveIt_andWhatComesAfterItWaits() {
        hear("a");
        inLog.add("old");

        hear("old", Duration.ofSeconds(30));
        hear("older", Duration.ofSeconds(40));
        endAll();

        assertThat(appended).containsExactly("a", "older");
        assertThat(counters.of(Tally.LEFT_TO_WRITER)).isEqualTo(1);
    }

    @Test
    void entry_ofAStream_thatComesWhileTheLogIsAsked_isAskedForToo() {
        answer = new CompletableFuture<>();
        hear("a");
        hear("old", Duration.ofSeconds(30));
        CompletableFuture<Set<String>> first = answer;
        inLog.add("old");
        answer = null;

        first.complete(Set.of());
        route.settle();

        assertThat(appended).containsExactly("a");
    }

    /** Entries of a busy stream come faster than the log answers. */
    @Test
    void entries_thatTheLogWasAskedFor_areWritten_whileItIsAskedForThoseThatCameSince() {
        answer = new CompletableFuture<>();
        hear("1", Duration.ofSeconds(30));
        CompletableFuture<Set<String>> first = answer;
        answer = new CompletableFuture<>();
        hear("2", Duration.ofSeconds(30));

        first.complete(Set.of());
        assertThat(appended).containsExactly("1");
        CompletableFuture<Set<String>> second = answer;
        answer = new CompletableFuture<>();
        hear("3", Duration.ofSeconds(30));
        second.complete(Set.of("2"));
        assertThat(appended).containsExactly("1");
        answer.complete(Set.of());

        assertThat(appended).containsExactly("1", "3");
    }

    @Test
    void entry_thatTheLogDoesNotTake_isGivenAgain_inItsPlace_unlessItIsThere() {
        hear("1", Duration.ofSeconds(1));
        hear("2", Duration.ofSeconds(1));
        hear("3", Duration.ofSeconds(1));
        assertThat(appended).containsExactly("1", "2");
        inLog.add("2");
        List.copyOf(underWay)
                .forEach(append -> append.completeExceptionally(new IllegalStateException("Kafka is away")));

        route.settle();
        endAll();

        assertThat(appended).containsExactly("1", "2", "1", "3");
        assertThat(counters.of(Tally.LOST)).isZero();
    }

    /** It was too large for what is under way already, and the next one is not. */
    @Test
    void entry_thatTheLogRefusesAtOnce_isNotOvertakenByTheNextOne() {
        LogRoute busy = routeOf(toDo::add);
        answer = new CompletableFuture<>();
        hear("1", Duration.ofSeconds(1), busy);
        hear("2", Duration.ofSeconds(1), busy);
        refused.add("1");
        answer.complete(Set.of());
        doAll();
        assertThat(appended).containsExactly("1");

        refused.clear();
        busy.settle();
        doAll();

        assertThat(appended).containsExactly("1", "1", "2");
    }

    @Test
    void entries_thatStandBehindOneThatIsRefused_areLeftToTheNextWriter() {
        LogRoute busy = routeOf(toDo::add);
        turn = Turn.ANOTHERS;
        hear("1", Duration.ofSeconds(1), busy);
        hear("2", Duration.ofSeconds(1), busy);
        answer = new CompletableFuture<>();
        turn = Turn.MINE;
        busy.settle();
        refused.add("1");

        busy.stop(() -> {});
        answer.complete(Set.of());
        doAll();

        assertThat(appended).containsExactly("1");
        assertThat(counters.of(Tally.LEFT_TO_WRITER)).isEqualTo(2);
    }

    /** A clock that is ahead of Redis', or a reader that is behind. */
    @Test
    void entry_ofAStream_isKeptForAnothersDeathAsLongAsWhatWasHeardNow() {
        turn = Turn.ANOTHERS;
        hear("late", AGE.plusSeconds(5));
        now += AGE.minusSeconds(1).toNanos();
        route.settle();

        turn = Turn.MINE;
        route.settle();

        assertThat(appended).containsExactly("late");
    }

    /** As whoever writes XADD by hand may give it. */
    @Test
    void entry_fromBeforeTheEpoch_isAskedForAsWell() {
        hear("ancient", Duration.ofDays(365 * 200));

        assertThat(appended).containsExactly("ancient");
        assertThat(askedSince).isEqualTo(Instant.EPOCH);
    }

    @Test
    void entry_ofAStream_thatIsNewerThanTheTurn_needsNoQuestion() {
        hear("a");
        inLog.add("b");
        now += Duration.ofSeconds(60).toNanos();

        hear("b", Duration.ofMillis(5));

        assertThat(appended).containsExactly("a", "b");
    }

    private LogRoute routeOf(Executor inbox) {
        return new LogRoute(
                new Recent(), () -> turn, 2, new Kept.Limits(MOST_KEPT, 1_000, AGE), counters, inbox, () -> now);
    }

    private void hear(String id) {
        hear(id, Duration.ZERO);
    }

    private void hear(String id, Duration age) {
        hear(id, age, route);
    }

    private void hear(String id, Duration age, LogRoute by) {
        by.append(new Heard(
                new EventId(id),
                "channel",
                new Heard.Shelf(Heard.Kind.EVENT, TenantId.CORE),
                1,
                age,
                this::append,
                () -> this::append));
    }

    private CompletionStage<Void> append(EventId id) {
        appended.add(id.value());
        if (refused.contains(id.value())) {
            return CompletableFuture.failedFuture(new IllegalStateException("too much is on its way"));
        }
        underWay.add(new CompletableFuture<>());
        return underWay.get(underWay.size() - 1);
    }

    private void doAll() {
        while (!toDo.isEmpty()) {
            toDo.remove().run();
        }
    }

    private void endAll() {
        for (int i = 0; i < underWay.size(); i++) {
            underWay.get(i).complete(null);
        }
    }

    private final class Recent implements RecentLog {

        @Override
        public CompletionStage<Set<String>> packets(Set<TenantId> tenants, Instant since) {
            return CompletableFuture.completedFuture(Set.of());
        }

        @Override
        public CompletionStage<Set<String>> events(Set<TenantId> tenants, Instant since) {
            askedSince = since;
            return answer == null ? CompletableFuture.completedFuture(inLog) : answer;
        }
    }
}
