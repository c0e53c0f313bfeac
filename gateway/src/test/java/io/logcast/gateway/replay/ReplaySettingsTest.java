package io.logcast.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReplaySettingsTest {

    @Test
    void defaults_are64MiB() {
        assertThat(ReplaySettings.withReaders(2).bytes()).isEqualTo(67_108_864);
    }

    @Test
    void bytes_thatDoNotSufficeForTheReaders_areRefusedWithTheLimit() {
        assertThatThrownBy(() -> new ReplaySettings(2, 8_388_607))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("logcast.gateway.replay-bytes must be at least 8388608 for 2 readers, not 8388607");
    }

    @Test
    void readers_outsideTheLimits_areRefused() {
        assertThatThrownBy(() -> new ReplaySettings(0, 1 << 30)).hasMessageContaining("replay-readers");
        assertThatThrownBy(() -> new ReplaySettings(65, 1 << 30)).hasMessageContaining("replay-readers");
    }
}
