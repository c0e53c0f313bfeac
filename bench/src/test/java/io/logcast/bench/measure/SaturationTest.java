package io.logcast.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SaturationTest {

    private final List<Double> attempts = new ArrayList<>();

    @Test
    void search_serverWithALimit_comesWithinSixPercent() throws Exception {
        // When
        Saturation.Best<Double> best =
                new Saturation(1_000, 4, 1e9).search(upTo(13_700)).orElseThrow();
        // Then
        assertThat(best.rate()).isBetween(13_700 * 0.94, 13_700.0);
        assertThat(attempts)
                .startsWith(1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0)
                .hasSize(9);
    }

    @Test
    void search_serverBelowTheStart_goesDown() throws Exception {
        assertThat(new Saturation(1_000, 4, 1e9).search(upTo(300)).orElseThrow().rate())
                .isBetween(200.0, 300.0);
    }

    @Test
    void search_serverWithoutLimit_endsAtTheHighest() throws Exception {
        assertThat(new Saturation(1_000, 4, 10_000)
                        .search(upTo(1e12))
                        .orElseThrow()
                        .rate())
                .isEqualTo(8_000);
    }

    @Test
    void search_serverThatCarriesNothing_findsNothing() throws Exception {
        assertThat(new Saturation(1_000, 4, 10_000).search(upTo(0))).isEmpty();
    }

    @Test
    void saturation_withoutStart_isRefused() {
        assertThatThrownBy(() -> new Saturation(0, 4, 10)).hasMessageContaining("start");
    }

    private Saturation.Step<Double> upTo(double limit) {
        return rate -> {
            attempts.add(rate);
            return rate <= limit ? Optional.of(rate) : Optional.empty();
        };
    }
}
