package io.logcast.webhook.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofDays(3));
    private static final double MIDDLE = 0.5;

    @Test
    void delay_doublesUpToTheLongest() {
        assertThat(IntStream.rangeClosed(1, 12).mapToObj(BACKOFF::delay).map(Duration::toSeconds))
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L, 3600L);
        assertThat(BACKOFF.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void jitter_isAFifthMoreOrLess() {
        assertThat(BACKOFF.next(1, NOON, NOON, null, 0)).contains(NOON.plusSeconds(4));
        assertThat(BACKOFF.next(1, NOON, NOON, null, MIDDLE)).contains(NOON.plusSeconds(5));
        assertThat(BACKOFF.next(1, NOON, NOON, null, 1)).contains(NOON.plusSeconds(6));
    }

    @Test
    void retryAfter_countsIfItIsLonger_butNotWithoutEnd() {
        assertThat(BACKOFF.next(1, NOON, NOON, Duration.ofSeconds(1), MIDDLE)).contains(NOON.plusSeconds(5));
        assertThat(BACKOFF.next(1, NOON, NOON, Duration.ofMinutes(7), MIDDLE))
                .contains(NOON.plus(Duration.ofMinutes(7)));
        assertThat(BACKOFF.next(1, NOON, NOON, Duration.ofDays(400), MIDDLE)).contains(NOON.plus(Backoff.MOST_ASKED));
    }

    @Test
    void afterThreeDays_itIsGivenUp() {
        Instant late = NOON.plus(Duration.ofDays(3)).minusSeconds(5);

        assertThat(BACKOFF.next(1, NOON, late, null, MIDDLE)).isPresent();
        assertThat(BACKOFF.next(1, NOON, late.plusSeconds(1), null, MIDDLE)).isEmpty();
    }
}
