package io.logcast.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.ledger.Address;
import io.logcast.ledger.NodeKey;
import org.junit.jupiter.api.Test;

final class MembersTest {

    private static final NodeKey A = new NodeKey("aaaa");
    private static final NodeKey B = new NodeKey("bbbb");
    private static final Address HERE = new Address("10.0.0.1", 8080);

    private final Members members = new Members();

    @Test
    void gateway_thatIsNotHeardForTwentySeconds_isGone() {
        members.hear(B, HERE, 1_000);
        beat(A, 1_000, 21_000);
        assertThat(members.find(B)).contains(HERE);

        members.hear(A, HERE, 26_000);

        assertThat(members.find(B)).isEmpty();
        assertThat(members.size()).isEqualTo(1);
    }

    @Test
    void outageOfKafka_countsAgainstNobody() {
        members.hear(A, HERE, 1_000);
        members.hear(B, HERE, 4_000);

        members.hear(A, HERE, 600_000);

        assertThat(members.find(B)).contains(HERE);
    }

    @Test
    void gateway_thatHasSaidGoodbye_isGoneAtOnce() {
        members.hear(B, HERE, 1_000);
        members.leave(B, 1_001);

        assertThat(members.find(B)).isEmpty();
        assertThat(members.knows(B)).isFalse();
    }

    @Test
    void gateway_thatDoesNotAnswer_isUnreachableUntilItIsHeardAgain() {
        members.hear(B, HERE, 1_000);
        members.unreachable(B);
        assertThat(members.find(B)).isEmpty();

        members.hear(B, HERE, 6_000);

        assertThat(members.find(B)).contains(HERE);
    }

    @Test
    void unreachable_ofAGatewayThatIsUnknown_makesNoMember() {
        members.unreachable(B);

        assertThat(members.size()).isZero();
    }

    @Test
    void brokersClock_thatGoesBack_makesNobodyGone() {
        members.hear(A, HERE, 100_000);
        members.hear(B, HERE, 1_000);
        members.hear(A, HERE, 5_000);

        assertThat(members.size()).isEqualTo(2);
    }

    private void beat(NodeKey key, long from, long until) {
        for (long time = from; time <= until; time += 5_000) {
            members.hear(key, HERE, time);
        }
    }
}
