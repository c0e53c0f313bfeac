package io.logcast.publish.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AppenderTest {

    private final AtomicBoolean isReachable = new AtomicBoolean(true);
    private final Queue<MockProducer<String, byte[]>> opened = new ConcurrentLinkedQueue<>();
    private final Appender appender =
            Appender.start(isReachable::get, this::open, new InFlight(2 * (InFlight.RECORD_OVERHEAD + 10)));

    @AfterEach
    void close() {
        appender.close();
    }

    @Test
    void append_isAnsweredWhenKafkaAcknowledgesAndNotBefore() {
        CompletableFuture<RecordMetadata> done = append("a");

        MockProducer<String, byte[]> producer = awaitSent(1);
        assertThat(done).isNotDone();
        producer.completeNext();

        assertThat(done).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void append_kafkaIsKnownToBeAway_isRefusedWithoutTrying() {
        isReachable.set(false);

        assertThat(refusal(append("a"))).isEqualTo(Refusal.BROKER_AWAY);
        assertThat(opened).isEmpty();
    }

    @Test
    void append_tooMuchInFlight_isRefusedUntilSomethingIsDone() {
        List<CompletableFuture<RecordMetadata>> first = List.of(append("a"), append("b"));

        assertThat(first).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(refusal(append("c"))).isEqualTo(Refusal.OVERLOADED);

        awaitSent(2).completeNext();
        assertThat(append("d")).isNotCompletedExceptionally();
    }

    @Test
    void append_notAcknowledged_saysThatItMayHaveBeenKept() {
        CompletableFuture<RecordMetadata> done = append("a");

        awaitSent(1).errorNext(new TimeoutException("5 s"));

        assertThat(refusal(done)).isEqualTo(Refusal.NOT_ACKNOWLEDGED);
    }

    @Test
    void append_kafkaRefusesTheSize_isTooLarge() {
        CompletableFuture<RecordMetadata> done = append("a");

        awaitSent(1).errorNext(new RecordTooLargeException("limit"));

        assertThat(refusal(done)).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void producer_thatIsBroken_isReplaced() {
        CompletableFuture<RecordMetadata> before = append("a");
        MockProducer<String, byte[]> broken = awaitSent(1);
        broken.completeNext();
        assertThat(before).succeedsWithin(Duration.ofSeconds(10));
        broken.sendException = new KafkaException("fatal");

        assertThat(refusal(append("b"))).isEqualTo(Refusal.NOT_ACKNOWLEDGED);

        CompletableFuture<RecordMetadata> afterwards = append("c");
        await().until(() -> opened.size() == 2);
        await().until(() -> latest().history().size() == 1);
        latest().completeNext();
        assertThat(afterwards).succeedsWithin(Duration.ofSeconds(10));
        assertThat(broken.closed()).isTrue();
    }

    @Test
    void close_sendsWhatWasAccepted() {
        CompletableFuture<RecordMetadata> a = append("a");
        CompletableFuture<RecordMetadata> b = append("b");

        appender.close();

        assertThat(latest().history().stream().map(ProducerRecord::key)).containsExactly("a", "b");
        assertThat(List.of(a, b)).allMatch(done -> !done.isCompletedExceptionally());
        assertThat(refusal(append("c"))).isEqualTo(Refusal.BROKER_AWAY);
    }

    private CompletableFuture<RecordMetadata> append(String key) {
        return appender.append(new ProducerRecord<>("topic", key, new byte[10])).toCompletableFuture();
    }

    private MockProducer<String, byte[]> awaitSent(int records) {
        await().until(() -> !opened.isEmpty() && latest().history().size() == records);
        return latest();
    }

    private MockProducer<String, byte[]> latest() {
        return List.copyOf(opened).get(opened.size() - 1);
    }

    private Producer<String, byte[]> open() {
        MockProducer<String, byte[]> producer =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        opened.add(producer);
        return producer;
    }

    private static Refusal refusal(CompletableFuture<RecordMetadata> done) {
        try {
            done.get(10, TimeUnit.SECONDS);
            throw new AssertionError("accepted");
        } catch (ExecutionException e) {
            return ((AppendRefused) e.getCause()).refusal();
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
