package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.stream.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one failure leaves of the rest of an event loop: everything. */
final class ShardTest {

    private static final Subscription ALL = new Subscription(Set.of(ORDERS), Roles.NONE, DeliveryFilter.NONE);

    private final Stage stage = new Stage(1, 1 << 16);

    @Test
    void tick_inWhichAConnectionCannotEvenBeEnded_goesOnToTheOthers() {
        Subscriber broken = begin();
        Subscriber other = begin();
        stage.outlet(broken).breaks();

        stage.passes(Duration.ofSeconds(20));

        assertThat(broken.isClosed()).isTrue();
        assertThat(frames(other)).containsExactly("first at e1:0-0", "beat e1:0-0");
    }

    @Test
    void sweep_inWhichAConnectionCannotEvenBeEnded_goesOnToTheOthers() {
        Subscriber one = begin();
        Subscriber broken = begin();
        Subscriber another = begin();
        stage.outlet(broken).breaks();

        stage.append(entry(0));
        stage.settle();
        stage.append(entry(1));
        stage.settle();

        assertThat(broken.isClosed()).isTrue();
        assertThat(frames(one)).containsExactly("first at e1:0-0", "e1:0-1 {\"n\":0}", "e1:0-2 {\"n\":1}");
        assertThat(frames(another)).isEqualTo(frames(one));
        assertThat(stage.usedMemory()).isZero();
    }

    @Test
    void sweepThatFails_isMadeUpForByTheNext_andWhoComesThenIsLive() {
        Subscriber early = begin();
        stage.clockFails(true);
        stage.append(entry(0));
        stage.settle();
        stage.clockFails(false);

        Subscriber late = begin();
        stage.append(entry(1));
        stage.settle();

        assertThat(frames(early)).containsExactly("first at e1:0-0", "e1:0-1 {\"n\":0}", "e1:0-2 {\"n\":1}");
        assertThat(frames(late)).isEqualTo(frames(early));
    }

    @Test
    void tickThatFails_doesNotEndTheTicking() {
        Subscriber subscriber = begin();
        stage.clockFails(true);
        stage.passes(Duration.ofSeconds(20));
        stage.clockFails(false);

        stage.passes(Duration.ofSeconds(1));

        assertThat(frames(subscriber)).containsExactly("first at e1:0-0", "beat e1:0-0");
    }

    private Subscriber begin() {
        return stage.begin(ALL, LaggingPolicy.LAG, 0);
    }

    private List<String> frames(Subscriber subscriber) {
        return stage.outlet(subscriber).frames();
    }
}
