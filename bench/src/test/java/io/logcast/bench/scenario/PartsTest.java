package io.logcast.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PartsTest {

    @Test
    void connections_thatOneProcessCanHold_areOnePart() {
        Parts parts = Parts.of(10_000, 19_000);
        assertThat(parts.sizes()).containsExactly(10_000);
        assertThat(parts.source(0)).isEmpty();
    }

    @Test
    void connections_thatAreMore_areDividedEvenly() {
        Parts parts = Parts.of(50_000, 19_000);
        assertThat(parts.sizes()).containsExactly(16_667, 16_667, 16_666);
        assertThat(parts.source(2)).isEqualTo("127.0.0.3");
    }
}
