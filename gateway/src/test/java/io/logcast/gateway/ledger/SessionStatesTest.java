package io.logcast.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.ledger.NodeKey;
import io.logcast.ledger.SessionNote;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionStatesTest {

    private static final NodeKey GATEWAY = new NodeKey("k7f3a9x2");
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final String ANN = "ann";

    private final SessionStates states = new SessionStates(Duration.ofHours(1), 1000);

    @Test
    void claims_thatNameTheSameClaim_theFirstCounts() {
        assertThat(states.apply(ANN, claim(-1), 5, 0)).isTrue();
        assertThat(states.apply(ANN, claim(-1), 6, 0)).isFalse();
        assertThat(states.apply(ANN, claim(5), 7, 0)).isTrue();
        assertThat(states.apply(ANN, claim(5), 8, 0)).isFalse();
        assertThat(states.claimOf(ANN)).isEqualTo(7);
    }

    @Test
    void claim_afterOver_doesNotCount() {
        states.apply(ANN, claim(-1), 5, 0);
        states.apply(ANN, new SessionNote.Over(GATEWAY, 5), 6, 0);

        assertThat(states.apply(ANN, claim(5), 7, 0)).isFalse();
        assertThat(states.apply(ANN, claim(-1), 8, 0)).isFalse();
    }

    @Test
    void over_byWhoHasLostTheSession_doesNotCount() {
        states.apply(ANN, claim(-1), 5, 0);
        states.apply(ANN, new SessionNote.Over(GATEWAY, -1), 6, 0);

        assertThat(states.apply(ANN, claim(5), 7, 0)).isTrue();
    }

    @Test
    void rooms_surviveClaims_andTheLastOnesCount() {
        states.apply(ANN, rooms(-1, "a"), 4, 0);
        states.apply(ANN, rooms(-1, "a", "b"), 5, 0);
        states.apply(ANN, claim(-1), 6, 0);
        states.apply(ANN, rooms(-1, "of the one before"), 7, 0);

        assertThat(states.roomsOf(ANN)).containsExactlyInAnyOrder("a", "b");
    }

    /** Who has just begun to read has not read the claim that this one names. */
    @Test
    void claim_thatNamesWhatRetentionHasTaken_counts() {
        assertThat(states.apply(ANN, claim(3), 9, 0)).isTrue();
        assertThat(states.apply(ANN, claim(3), 10, 0)).isFalse();
    }

    /** Retention has taken the first claim before the other began to read. */
    @Test
    void readers_whoBeganAtDifferentTimes_agree() {
        SessionStates late = new SessionStates(Duration.ofHours(1), 1000);
        states.apply(ANN, claim(-1), 1, 0);
        long[] named = {1, 2, 2, -1, 1, 3, 3};
        for (int i = 0; i < named.length; i++) {
            boolean counts = states.apply(ANN, claim(named[i]), 2 + i, HOUR / 2 + i);
            assertThat(late.apply(ANN, claim(named[i]), 2 + i, HOUR / 2 + i))
                    .as("claim of " + named[i])
                    .isEqualTo(counts);
        }
        assertThat(late.claimOf(ANN)).isEqualTo(states.claimOf(ANN)).isEqualTo(7);
    }

    @Test
    void session_ofWhichNothingWasNotedForTheRetention_isForgotten() {
        states.apply(ANN, new SessionNote.Over(GATEWAY, -1), 1, 0);
        states.apply("bob", claim(-1), 2, HOUR);
        assertThat(states.size()).isEqualTo(2);

        assertThat(states.apply("eve", claim(-1), 3, HOUR + 1)).isTrue();

        assertThat(states.size()).isEqualTo(2);
        assertThat(states.apply(ANN, claim(-1), 4, HOUR + 2)).isTrue();
    }

    @Test
    void aMillionClaims_keepNoMoreThanTheSessionsOfTheLastHour() {
        for (int i = 0; i < 1_000_000; i++) {
            String session = "s" + i % 700;
            states.apply(session, claim(states.claimOf(session)), i, i);
        }
        assertThat(states.size()).isEqualTo(700);

        for (int i = 0; i < 1_000_000; i++) {
            states.apply("t" + i, claim(-1), i, HOUR * 2 + i * 10L);
        }
        assertThat(states.size()).isEqualTo(1000);
    }

    private static SessionNote claim(long after) {
        return new SessionNote.Claim(GATEWAY, 1, after);
    }

    private static SessionNote rooms(long after, String... rooms) {
        return new SessionNote.Rooms(GATEWAY, after, Set.of(rooms));
    }
}
