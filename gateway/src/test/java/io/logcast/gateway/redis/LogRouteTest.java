package io.logcast.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.logcast.gateway.redis.WriterLease.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LogRouteTest {

    private final List<String> appended = new ArrayList<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private final RedisCounters counters = new RedisCounters();
    private Turn turn = Turn.MINE;
    private final LogRoute route = new LogRoute(this::append, () -> turn, 2, counters);

    @Test
    void packets_areAppendedInTheirOrder() {
        route.append(packet("a"));
        route.append(packet("b"));

        assertThat(appended).containsExactly("a", "b");
    }

    @Test
    void gateway_thatIsNotTheWriter_appendsNothing() {
        turn = Turn.ANOTHERS;

        route.append(packet("a"));

        assertThat(appended).isEmpty();
        assertThat(counters.of(Tally.LEFT_TO_WRITER)).isEqualTo(1);
    }

    @Test
    void packets_beyondTheBound_areLost_andLaterOnesAreNot() {
        route.append(packet("a"));
        route.append(packet("b"));
        route.append(packet("c"));
        underWay.get(0).complete(null);
        route.append(packet("d"));

        assertThat(appended).containsExactly("a", "b", "d");
        assertThat(counters.of(Tally.REFUSED)).isEqualTo(1);
    }

    @Test
    void packets_thatTheLogDoesNotTake_areCounted_andMakeRoom() {
        route.append(packet("a"));
        route.append(packet("b"));
        underWay.get(0).completeExceptionally(new IllegalStateException("Kafka is away"));
        route.append(packet("c"));

        assertThat(appended).containsExactly("a", "b", "c");
        assertThat(counters.of(Tally.LOST)).isEqualTo(1);
    }

    @Test
    void packets_thatComeBeforeItIsKnownWhoWrites_areKept_andAppendedInTheirOrder() {
        turn = Turn.UNKNOWN;
        route.append(packet("a"));
        route.append(packet("b"));
        route.append(packet("tooMany"));
        assertThat(appended).isEmpty();

        turn = Turn.MINE;
        route.settle();

        assertThat(appended).containsExactly("a", "b");
        assertThat(counters.of(Tally.REFUSED)).isEqualTo(1);
    }

    @Test
    void packets_thatComeBeforeItIsKnownThatAnotherWrites_areDropped() {
        turn = Turn.UNKNOWN;
        route.append(packet("a"));

        turn = Turn.ANOTHERS;
        route.settle();

        assertThat(appended).isEmpty();
        assertThat(counters.of(Tally.LEFT_TO_WRITER)).isEqualTo(1);
    }

    @Test
    void stop_leavesTheRestToAnother_andWaitsForWhatIsUnderWay() {
        AtomicBoolean empty = new AtomicBoolean();
        route.append(packet("a"));

        route.stop(() -> empty.set(true));
        route.append(packet("b"));

        assertThat(appended).containsExactly("a");
        assertThat(empty).isFalse();
        underWay.get(0).complete(null);
        assertThat(empty).isTrue();
    }

    private CompletableFuture<Void> append(String namespace, Set<String> rooms, Set<String> except, ArrayNode event) {
        appended.add(event.get(0).textValue());
        underWay.add(new CompletableFuture<>());
        return underWay.get(underWay.size() - 1);
    }

    private static Emitted packet(String name) {
        return new Emitted(
                "emitter",
                "/",
                Set.of(),
                Set.of(),
                JsonNodeFactory.instance.arrayNode().add(name),
                false);
    }
}
