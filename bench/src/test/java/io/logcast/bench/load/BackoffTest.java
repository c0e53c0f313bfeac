package io.logcast.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private final Random random = new Random(1);

    @Test
    void waits_withoutJitter_doubleUpToTheLongest() {
        Backoff backoff = new Backoff(1000, 5000, 0);
        assertThat(new long[] {wait(backoff, 0), wait(backoff, 1), wait(backoff, 2), wait(backoff, 3)})
                .containsExactly(1000, 2000, 4000, 5000);
    }

    @Test
    void waits_withJitter_areSpreadOverAllOfIt() {
        // Given
        Backoff backoff = new Backoff(1000, 5000, 0.5);
        long least = Long.MAX_VALUE;
        long most = 0;
        // When
        for (int i = 0; i < 10_000; i++) {
            long millis = wait(backoff, 0);
            least = Math.min(least, millis);
            most = Math.max(most, millis);
        }
        // Then
        assertThat(least).isBetween(500L, 510L);
        assertThat(most).isBetween(1490L, 1500L);
    }

    private long wait(Backoff backoff, int attempt) {
        return backoff.nanos(attempt, random) / 1_000_000;
    }
}
