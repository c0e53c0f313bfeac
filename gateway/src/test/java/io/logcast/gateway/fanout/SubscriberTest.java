package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.ACME;
import static io.logcast.gateway.Samples.EPOCH;
import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.entry;
import static io.logcast.gateway.Samples.tail;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.channel.Channel;
import io.logcast.cursor.Cursor;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;
import io.logcast.stream.Roles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class SubscriberTest {

    private static final Channel OTHER = Channel.parse("channel", "stream/other");

    private final AtomicLong nanos = new AtomicLong();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final ScriptedLog kafka = new ScriptedLog();
    private final List<Long> appended = new ArrayList<>();

    @Test
    void begin_atTheHead_writesTheCheckpointFirst() {
        TailLog log = new TailLog(0, 7, 1 << 20, 16);
        Subscriber subscriber = subscriber(log);

        subscriber.begin(at(7));
        log.append(entry(7));
        subscriber.advance();

        assertThat(outlet.frames()).containsExactly("at e1:0-7", "e1:0-8 {\"n\":7}");
    }

    @Test
    void begin_withAGap_tellsItInsteadOfTheCheckpoint() {
        Subscriber subscriber = subscriber(new TailLog(0, 7, 1 << 20, 16));
        Gap gap = new Gap(Gap.Reason.RETENTION, cursor(2), cursor(7), 2L, 7L);

        subscriber.begin(new Start(cursor(7), Optional.of(gap)));

        assertThat(outlet.frames()).containsExactly("gap retention 2..7");
    }

    @Test
    void advance_overOtherChannelsAndRoles_writesOnlyWhatIsSeen() {
        TailLog log = new TailLog(0, 0, 1 << 20, 16);
        Subscriber subscriber = subscriber(log);
        log.append(entry(0, OTHER, Roles.NONE));
        log.append(entry(1, ORDERS, Roles.of("boss")));
        log.append(entry(2, ORDERS, Roles.of("clerk", "boss")));

        subscriber.begin(at(0));

        assertThat(outlet.frames()).containsExactly("at e1:0-0", "e1:0-3 {\"n\":2}");
    }

    @Test
    void advance_whileTheSocketIsFull_waitsAtItsPosition() {
        TailLog log = new TailLog(0, 0, 1 << 20, 1024);
        appendTo(log, 0, 600);
        Subscriber subscriber = subscriber(log);
        outlet.hasRoomFor(1);

        subscriber.begin(at(0));
        assertThat(outlet.frames()).hasSize(1);
        outlet.hasRoomFor(Integer.MAX_VALUE);
        subscriber.advance();
        outlet.runAll();

        assertThat(numbers()).containsExactlyElementsOf(range(0, 600));
    }

    @Test
    void advance_belowTheTail_replaysAndGoesOnLive() {
        TailLog log = new TailLog(0, 0, 1 << 20, 4);
        for (long offset = 0; offset < 30; offset++) {
            kafka.append(entry(offset));
            log.append(entry(offset));
        }
        Subscriber subscriber = subscriber(log);

        subscriber.begin(at(3));
        settle();
        log.append(entry(30));
        subscriber.advance();

        assertThat(numbers()).containsExactlyElementsOf(range(3, 31));
    }

    @Test
    void advance_whenRetentionOvertakes_tellsTheGapExactly() {
        TailLog log = new TailLog(0, 20, 1 << 20, 4);
        for (long offset = 0; offset < 20; offset++) {
            kafka.append(entry(offset));
        }
        kafka.removeBelow(15);
        Subscriber subscriber = subscriber(log);

        subscriber.begin(at(5));
        settle();

        assertThat(outlet.frames().get(1)).isEqualTo("gap retention 5..15");
        assertThat(numbers()).containsExactlyElementsOf(range(15, 20));
    }

    @Test
    void replay_thatFails_isTriedAgainByTheNextTick() {
        TailLog log = new TailLog(0, 1, 1 << 20, 4);
        kafka.append(entry(0));
        Subscriber subscriber = subscriber(log);
        subscriber.begin(at(0));

        kafka.failOne();
        outlet.runAll();
        assertThat(kafka.reads()).isEqualTo(1);
        subscriber.tick();
        settle();

        assertThat(numbers()).containsExactly(0L);
    }

    @Test
    void tick_afterSilence_beatsWithThePosition() {
        TailLog log = new TailLog(0, 0, 1 << 20, 4);
        Subscriber subscriber = subscriber(log);
        subscriber.begin(at(0));
        log.advance(5);
        subscriber.advance();

        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
        subscriber.tick();

        assertThat(outlet.frames()).containsExactly("at e1:0-0", "beat e1:0-5");
    }

    @Test
    void tick_ofOneWhoTakesNothing_closesItWithTheReason() {
        Subscriber subscriber = subscriber(new TailLog(0, 0, 1 << 20, 4));
        outlet.hasRoomFor(1);
        subscriber.begin(at(0));

        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        subscriber.tick();

        assertThat(outlet.frames()).endsWith("end stalled");
        assertThat(outlet.hasEnded()).isTrue();
    }

    @Test
    void tick_whenTheTokenHasExpired_closesWithTheReason() {
        Subscriber subscriber = subscriber(new TailLog(0, 0, 1 << 20, 4));
        subscriber.begin(at(0));

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        subscriber.tick();

        assertThat(outlet.frames()).endsWith("end token-expired");
        assertThat(subscriber.isClosed()).isTrue();
    }

    /** Whatever the order of appends, evictions, full sockets and slow replays: each delivery once, in order. */
    @RepeatedTest(200)
    void delivery_underARandomSchedule_isExactAndOrdered() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TailLog log = new TailLog(0, 0, 1 << 20, 1 + random.nextInt(12));
        Subscriber subscriber = subscriber(log);
        long offset = appendBoth(log, 0, random.nextInt(50), random);
        long begin = offset == 0 ? 0 : random.nextInt((int) offset);
        subscriber.begin(at(begin));

        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> offset = appendBoth(log, offset, 1 + random.nextInt(5), random);
                case 2 -> outlet.hasRoomFor(random.nextInt(4));
                case 3 -> kafka.answerOne();
                case 4 -> outlet.runOne();
                default -> subscriber.advance();
            }
        }
        outlet.hasRoomFor(Integer.MAX_VALUE);
        subscriber.advance();
        settle();

        assertThat(numbers())
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        appended.stream().filter(n -> n >= begin).toList());
    }

    /** Offsets with holes, as transaction markers leave them. */
    private long appendBoth(TailLog log, long from, int count, Random random) {
        long offset = from;
        for (int i = 0; i < count; i++) {
            kafka.append(entry(offset));
            log.append(entry(offset));
            appended.add(offset);
            offset += 1 + random.nextInt(3);
        }
        return offset;
    }

    private void settle() {
        while (kafka.answerOne() || outlet.runOne()) {}
    }

    private static void appendTo(TailLog log, long from, long until) {
        LongStream.range(from, until).forEach(offset -> log.append(entry(offset)));
    }

    private Subscriber subscriber(TailLog log) {
        Tail tail = tail(log);
        return new Subscriber(
                new Subscription(ACME, Set.of(ORDERS), Roles.of("clerk")),
                new Feed(tail, 0, kafka),
                new PlainFrames(),
                outlet,
                new Pulse(FanoutSettings.DEFAULT, nanos::get, Duration.ofHours(1)));
    }

    private static Start at(long next) {
        return new Start(cursor(next), Optional.empty());
    }

    private static Cursor cursor(long next) {
        return Cursor.of(EPOCH, 0, next);
    }

    private List<Long> numbers() {
        return outlet.frames().stream()
                .filter(frame -> frame.contains("{\"n\":"))
                .map(frame -> Long.valueOf(frame.replaceAll(".*:(\\d+)}", "$1")))
                .toList();
    }

    private static List<Long> range(long from, long until) {
        return LongStream.range(from, until).boxed().toList();
    }
}
