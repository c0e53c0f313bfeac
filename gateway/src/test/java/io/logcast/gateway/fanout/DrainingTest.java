package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.fanout.Draining.Spread;
import io.logcast.stream.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrainingTest {

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Subscription ALL = new Subscription(Set.of(ORDERS), Roles.NONE, DeliveryFilter.NONE);

    private final Stage stage = new Stage(1, 100);

    @Test
    void window_growsWithTheSubscribers_upToTheLimit() {
        Duration most = Duration.ofSeconds(10);

        assertThat(spread(0, most).window()).isZero();
        assertThat(spread(300, most).window()).isEqualTo(Duration.ofMillis(300));
        assertThat(spread(50_000, most).window()).isEqualTo(most);
    }

    @Test
    void due_isEvenOverTheWindow() {
        Spread spread = spread(100, Duration.ofSeconds(10));

        assertThat(IntStream.of(0, 25, 50, 99, 100, 200).map(millis -> spread.due(40, millis * 1_000_000L)))
                .containsExactly(0, 10, 20, 39, 40, 40);
    }

    @Test
    void drain_endsThemOneAfterTheOther() {
        List<Subscriber> subscribers = subscribers(10);
        CompletableFuture<Void> done = stage.shard.drain(spread(10, Duration.ofSeconds(10)));
        stage.loop.runOne();
        assertThat(closed(subscribers)).isZero();

        stage.nanos.addAndGet(5_000_000);
        stage.loop.runOne();
        assertThat(closed(subscribers)).isEqualTo(5);
        assertThat(done).isNotDone();

        stage.nanos.addAndGet(5_000_000);
        stage.loop.runOne();
        assertThat(closed(subscribers)).isEqualTo(10);
        assertThat(done).isCompleted();
    }

    @Test
    void retry_isAtAnotherTimeForEach_withinTheWindow() {
        long[] jitter = {0};
        Spread spread = Spread.of(3, Duration.ofSeconds(10), RETRY, most -> jitter[0]++ % (most + 1));

        assertThat(IntStream.range(0, 5).mapToLong(i -> spread.retryMillis()))
                .containsExactly(2000L, 2001L, 2002L, 2003L, 2000L);
    }

    @Test
    void drain_withoutSubscribers_isDoneAtOnce() {
        CompletableFuture<Void> done = stage.shard.drain(spread(0, Duration.ofSeconds(10)));
        stage.loop.runOne();

        assertThat(done).isCompleted();
    }

    @Test
    void drain_whoLeavesMeanwhile_isNotToldAnything() {
        List<Subscriber> subscribers = subscribers(2);
        stage.shard.drain(spread(2, Duration.ofSeconds(10)));
        stage.loop.runOne();
        int told = stage.outlet(subscribers.get(1)).batches();
        subscribers.get(1).close(CloseReason.CLIENT_GONE);

        stage.nanos.addAndGet(2_000_000);
        stage.loop.runOne();

        assertThat(stage.outlet(subscribers.get(1)).batches()).isEqualTo(told);
    }

    private List<Subscriber> subscribers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stage.begin(ALL, LaggingPolicy.LAG, 0))
                .toList();
    }

    private static Spread spread(int subscribers, Duration most) {
        return Spread.of(subscribers, most, RETRY, bound -> 0);
    }

    private static long closed(List<Subscriber> subscribers) {
        return subscribers.stream().filter(Subscriber::isClosed).count();
    }
}
