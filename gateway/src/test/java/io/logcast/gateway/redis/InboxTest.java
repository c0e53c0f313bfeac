package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InboxTest {

    private static final byte[] CHANNEL = "c".getBytes(UTF_8);
    private static final byte[] MESSAGE = "m".getBytes(UTF_8);

    private final RedisCounters counters = new RedisCounters();
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Inbox inbox = new Inbox(100, counters, (pattern, channel, message) -> read.add(channel));

    @AfterEach
    void close() throws InterruptedException {
        inbox.close();
    }

    @Test
    void inbox_thatIsFull_dropsMessages_andCountsThem_butNotWhatItIsToDo() throws Exception {
        int dropped = fill();

        inbox.later(done::countDown);
        inbox.start();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(dropped).isOne();
        assertThat(read).hasSize(Inbox.MOST_MESSAGES);
    }

    @Test
    void inbox_thatWasFull_takesMessagesAgain() throws Exception {
        fill();
        inbox.start();
        inbox.perform(() -> {});

        inbox.offer(null, CHANNEL, MESSAGE);
        inbox.perform(() -> {});

        assertThat(counters.of(Tally.CROWDED_OUT)).isOne();
        assertThat(read).hasSize(Inbox.MOST_MESSAGES + 1);
    }

    /** @return how many were too many */
    private int fill() {
        for (int i = 0; i <= Inbox.MOST_MESSAGES; i++) {
            inbox.offer(null, CHANNEL, MESSAGE);
        }
        return (int) counters.of(Tally.CROWDED_OUT);
    }
}
