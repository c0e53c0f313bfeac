package io.logcast.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ReadingTest {

    private final Tally tally = new Tally();
    private final Subscribers all = new Subscribers();

    @Test
    void percentiles_ofAThousandDelays_areWithinAThousandth() {
        // Given
        for (int i = 1; i <= 1000; i++) {
            tally.delivery(1, 1 + i * 1_000_000L);
        }
        // When
        Latency latency = Latency.of(tally.latency);
        // Then
        assertThat(latency.p50()).isCloseTo(500_000, within(1_000.0));
        assertThat(latency.p99()).isCloseTo(990_000, within(1_000.0));
        assertThat(latency.max()).isCloseTo(1_000_000, within(1_000.0));
    }

    @Test
    void delivery_withoutTime_isCountedAndNotTimed() {
        tally.delivery(0, 5);
        assertThat(tally.deliveries).isEqualTo(1);
        assertThat(tally.latency.getTotalCount()).isZero();
    }

    @Test
    void replay_isCountedAndNotTimed() {
        tally.replay();
        assertThat(tally.deliveries).isEqualTo(1);
        assertThat(tally.replayed).isEqualTo(1);
        assertThat(tally.latency.getTotalCount()).isZero();
    }

    @Test
    void reading_toJsonAndBack_isTheSame() {
        // Given
        tally.delivery(1, 1_000_001);
        tally.doubled = 3;
        tally.recovered = 4;
        tally.fresh = 5;
        tally.acceptedAgain(7_000_000);
        all.open = 2;
        all.lastFailure = "a \"quoted\" word";
        all.notice("logcast.close stalled");
        Reading reading = Reading.of(tally, all, "k3:7-12");
        // When
        Reading back = Reading.parse(reading.toJson());
        // Then
        assertThat(back).isEqualTo(reading);
    }
}
