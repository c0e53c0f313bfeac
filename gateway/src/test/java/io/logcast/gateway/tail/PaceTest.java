package io.logcast.gateway.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private final List<Long> waits = new ArrayList<>();
    private long now = -5_000;
    private final Pace pace = new Pace(Duration.ofNanos(100), () -> now, waits::add);

    @Test
    void theFirst_doesNotWait() {
        pace.await();

        assertThat(waits).isEmpty();
    }

    @Test
    void whoFollowsAFindClosely_waitsForTheRestOfTheDistance() {
        pace.found();
        now += 30;
        pace.await();

        assertThat(waits).containsExactly(70L);
    }

    @Test
    void whoFollowsAFindAfterARest_doesNotWait() {
        pace.found();
        now += 100;
        pace.await();

        assertThat(waits).isEmpty();
    }

    @Test
    void aDistanceOfNothing_neverWaits() {
        Pace none = new Pace(Duration.ZERO, () -> now, waits::add);
        none.found();
        none.await();

        assertThat(waits).isEmpty();
    }
}
