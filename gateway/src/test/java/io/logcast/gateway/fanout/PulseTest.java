package io.logcast.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.gateway.fanout.Pulse.Due;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PulseTest {

    /** Long before the stream began. */
    private static final long NEVER = -Duration.ofDays(365).toNanos();

    /** 9999-12-31 is what issuers write for "never"; it is more nanoseconds than a long holds. */
    @Test
    void tokenOfManyCenturies_doesNotExpire() {
        Pulse pulse = pulse(Duration.ofDays(365L * 8000));

        assertThat(pulse.due(Duration.ofDays(365).toNanos(), true, NEVER)).isEqualTo(Due.HEARTBEAT);
    }

    @Test
    void tokenThatEndedBeforeTheStreamBegan_isExpiredAtOnce() {
        assertThat(pulse(Duration.ofDays(-365L * 8000)).due(0, true, NEVER)).isEqualTo(Due.EXPIRED);
    }

    @Test
    void connectionThatTookSomethingBetweenTheLooks_hasNotStalled() {
        Pulse pulse = pulse(null);
        for (int second = 0; second < 120; second++) {
            long now = Duration.ofSeconds(second).toNanos();
            if (second % 10 == 0) {
                pulse.wrote(now);
            }
            assertThat(pulse.due(now, false, NEVER)).as("second %d", second).isEqualTo(Due.NOTHING);
        }
    }

    @Test
    void connectionThatItsGroupHasWrittenTo_hasNotStalled() {
        long later = Duration.ofSeconds(100).toNanos();

        assertThat(pulse(null).due(later, false, later - 1)).isEqualTo(Due.NOTHING);
        assertThat(pulse(null).due(later, false, NEVER)).isEqualTo(Due.STALLED);
    }

    @Test
    void beat_comesAtItsTime_whateverIsWritten_andIsNotMadeUpFor() {
        Pulse pulse = new Pulse(FanoutSettings.DEFAULT, Duration.ofSeconds(30), 0, null);
        for (int second = 0; second < 120; second++) {
            long now = Duration.ofSeconds(second).toNanos();
            pulse.wrote(now);
            boolean isFull = second >= 55 && second < 100;
            Due expected = second == 30 || second == 100 ? Due.HEARTBEAT : Due.NOTHING;
            assertThat(pulse.due(now, !isFull, now)).as("second %d", second).isEqualTo(expected);
        }
        assertThat(pulse.due(Duration.ofMinutes(2).toNanos(), true, NEVER)).isEqualTo(Due.HEARTBEAT);
    }

    private static Pulse pulse(Duration lifetime) {
        return new Pulse(FanoutSettings.DEFAULT, null, 0, lifetime);
    }
}
