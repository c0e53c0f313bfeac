package io.logcast.node.event;

import static io.logcast.node.event.SampleEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.logcast.event.Event;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every keeper of events promises. */
abstract class EventLogContract {

    abstract EventLog log();

    /** All events of the log; those of one key in the order in which they are kept. */
    abstract List<Event> kept(int count);

    @Test
    void append_isKeptWhenItIsAnswered() throws Exception {
        Event event = event("1", "k");

        Receipt receipt = get(log().append(event).toCompletableFuture());

        assertThat(receipt.id()).isEqualTo(event.id());
        assertThat(receipt.position()).isEqualTo(receipt.partition() + "-" + receipt.offset());
        assertThat(kept(1)).containsExactly(event);
    }

    @Test
    void append_manyOfOneKeyWithoutWaiting_areKeptInThatOrder() throws Exception {
        List<Event> events = IntStream.range(0, 500)
                .mapToObj(i -> event(Integer.toString(i), "k"))
                .toList();

        List<CompletableFuture<Receipt>> receipts = events.stream()
                .map(event -> log().append(event).toCompletableFuture())
                .toList();
        for (CompletableFuture<Receipt> receipt : receipts) {
            get(receipt);
        }

        assertThat(kept(500)).containsExactlyElementsOf(events);
        assertThat(receipts.stream().map(done -> done.join().offset())).isSorted();
    }

    @Test
    void append_eventAboveTheLimit_isRefusedNamingIt() throws Exception {
        Event tooLarge = event("large", "k", "x".repeat(Event.MAX_BYTES));

        Throwable refused = catchThrowable(() -> get(log().append(tooLarge).toCompletableFuture()));

        assertThat(refused).cause().isInstanceOfSatisfying(AppendRefused.class, cause -> {
            assertThat(cause.refusal()).isEqualTo(Refusal.TOO_LARGE);
            assertThat(cause).hasMessageContaining("at most " + Event.MAX_BYTES + " bytes");
        });
        get(log().append(event("after", "k")).toCompletableFuture());
        assertThat(kept(1)).extracting(event -> event.id().value()).containsExactly("after");
    }

    private static <T> T get(CompletableFuture<T> done) throws Exception {
        return done.get(30, TimeUnit.SECONDS);
    }
}
