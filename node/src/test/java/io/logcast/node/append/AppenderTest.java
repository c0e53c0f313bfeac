package io.logcast.node.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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

        assertThat(done).succeedsWithin(Duration.ofSeconds(30));
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
        assertThat(before).succeedsWithin(Duration.ofSeconds(30));
        broken.sendException = new KafkaException("fatal");

        assertThat(refusal(append("b"))).isEqualTo(Refusal.NOT_ACKNOWLEDGED);

        CompletableFuture<RecordMetadata> afterwards = append("c");
        await().until(() -> opened.size() == 2);
        await().until(() -> latest().history().size() == 1);
        latest().completeNext();
        assertThat(afterwards).succeedsWithin(Duration.ofSeconds(30));
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

    /** A producer that is closed by an interrupted thread throws away what it has not sent yet. */
    @Test
    void close_whileARecordIsBeingSent_doesNotInterruptTheProducer() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Appender slow = Appender.start(() -> true, () -> slowToOpen(sending, goOn, interrupted), new InFlight(1 << 20));
        CompletableFuture<RecordMetadata> done =
                slow.append(new ProducerRecord<>("topic", "a", new byte[10])).toCompletableFuture();
        sending.await();
        Thread closer = new Thread(slow::close);
        closer.start();
        // Closed as far as callers see, so that close has said what it has to say to the append thread.
        await().until(() -> refusesAtOnce(slow));
        goOn.countDown();
        closer.join();

        assertThat(interrupted.get()).isFalse();
        assertThat(latest().history()).hasSize(1);
        assertThat(done).isNotCompletedExceptionally();
    }

    /** Whoever passed the check just before the appender was closed must be answered too. */
    @Test
    void close_whileSomebodyAppends_refusesHim() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Appender closing = Appender.start(
                () -> {
                    checking.countDown();
                    return awaits(closed);
                },
                this::open,
                new InFlight(1 << 20));
        CompletableFuture<CompletableFuture<RecordMetadata>> late = CompletableFuture.supplyAsync(() ->
                closing.append(new ProducerRecord<>("topic", "a", new byte[10])).toCompletableFuture());
        checking.await();
        closing.close();
        closed.countDown();

        assertThat(refusal(late.get(30, TimeUnit.SECONDS))).isEqualTo(Refusal.BROKER_AWAY);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean refusesAtOnce(Appender appender) {
        return appender.append(new ProducerRecord<>("topic", "late", new byte[2 << 20]))
                .toCompletableFuture()
                .handle((kept, refused) -> refused instanceof AppendRefused why && why.refusal() == Refusal.BROKER_AWAY)
                .getNow(false);
    }

    private Producer<String, byte[]> slowToOpen(
            CountDownLatch sending, CountDownLatch goOn, AtomicReference<Boolean> interrupted) {
        sending.countDown();
        try {
            goOn.await();
            interrupted.set(Thread.interrupted());
        } catch (InterruptedException e) {
            interrupted.set(true);
        }
        return open();
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
            done.get(30, TimeUnit.SECONDS);
            throw new AssertionError("accepted");
        } catch (ExecutionException e) {
            return ((AppendRefused) e.getCause()).refusal();
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
