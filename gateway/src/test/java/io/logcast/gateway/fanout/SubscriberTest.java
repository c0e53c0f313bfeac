package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.ORDERS;
import static io.logcast.gateway.Samples.entry;
import static io.logcast.gateway.Samples.key;
import static io.logcast.gateway.Samples.namespace;
import static io.logcast.gateway.Samples.packet;
import static io.logcast.gateway.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.Samples;
import io.logcast.gateway.replay.Gap;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.Target;
import io.logcast.stream.Criteria;
import io.logcast.stream.Roles;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SubscriberTest {

    private static final int PLENTY = 1 << 16;
    private static final ChannelKey OTHER = key("other");
    private static final Subscription CLERK = new Subscription(Set.of(ORDERS), Roles.of("clerk"), DeliveryFilter.NONE);

    @Test
    void begin_atTheHead_writesTheCheckpointFirst() {
        Stage stage = new Stage(1, 7, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 7);

        stage.append(entry(7));
        stage.settle();

        assertThat(frames(stage, subscriber)).containsExactly("first at e1:0-7", "e1:0-8 {\"n\":7}");
    }

    @Test
    void begin_withAGap_tellsItInsteadOfTheCheckpoint() {
        Stage stage = new Stage(1, 7, PLENTY);
        Gap gap = new Gap(Gap.Reason.RETENTION, Stage.cursor(2), Stage.cursor(7), 2L, 7L);
        Start start = new Start(Stage.cursor(7), List.of(gap), Map.of());
        Subscriber subscriber = stage.admit(CLERK, LaggingPolicy.LAG, start);

        subscriber.begin(start);

        assertThat(frames(stage, subscriber)).containsExactly("gap retention e1:0-2 to e1:0-7");
    }

    @Test
    void begin_furtherThanTheHead_waitsForIt() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 2);

        LongStream.range(0, 4).forEach(offset -> stage.append(entry(offset)));
        stage.settle();

        assertThat(numbers(stage, subscriber)).containsExactly(2L, 3L);
    }

    @Test
    void begin_whereTheTailDoesNotKnowTheEnd_hasNotCaughtUpBefore() {
        Stage stage = new Stage(1, PLENTY);
        Start start = new Start(Stage.cursor(0), List.of(), Map.of(0, 3L));
        Subscriber subscriber = stage.admit(CLERK, LaggingPolicy.LAG, start);
        RecordingOutlet outlet = stage.outlet(subscriber);
        subscriber.begin(start);

        stage.append(entry(0));
        stage.append(entry(1));
        stage.settle();
        assertThat(outlet.caughtUpAt()).isNull();
        assertThat(outlet.batchesOfBacklog()).isNegative();

        stage.append(entry(2, OTHER, Roles.NONE));
        stage.settle();
        assertThat(numbers(stage, subscriber)).containsExactly(0L, 1L);
        assertThat(outlet.caughtUpAt()).isEqualTo("e1:0-3");
        assertThat(outlet.batchesOfBacklog()).isEqualTo(outlet.batches());

        stage.append(entry(3));
        stage.settle();
        assertThat(numbers(stage, subscriber)).containsExactly(0L, 1L, 3L);
    }

    @Test
    void delivery_onOtherChannelsOrForOtherRoles_isNotWritten() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber live = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        stage.append(entry(0, OTHER, Roles.NONE));
        stage.append(entry(1, ORDERS, Roles.of("boss")));
        stage.append(entry(2, ORDERS, Roles.of("clerk", "boss")));
        stage.settle();

        Subscriber late = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        stage.settle();

        assertThat(numbers(stage, live)).containsExactly(2L);
        assertThat(numbers(stage, late)).containsExactly(2L);
    }

    @Test
    void filter_byTypeAndCorrelation_narrows() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber created = stage.begin(filtered(Set.of("orders:created"), Criteria.ANY), LaggingPolicy.LAG, 0);
        Subscriber shipped = stage.begin(filtered(Set.of("orders:shipped"), Criteria.ANY), LaggingPolicy.LAG, 0);
        Subscriber one = stage.begin(filtered(Set.of(), new Criteria("c1", null)), LaggingPolicy.LAG, 0);

        stage.append(entry(0, ORDERS, Roles.NONE, "c1"));
        stage.append(entry(1, ORDERS, Roles.NONE, "c2"));
        stage.settle();

        assertThat(numbers(stage, created)).containsExactly(0L, 1L);
        assertThat(numbers(stage, shipped)).isEmpty();
        assertThat(numbers(stage, one)).containsExactly(0L);
    }

    @Test
    void batch_ofSeveralEntries_isOneWriteForEachSubscriber() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber first = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        Subscriber second = stage.begin(CLERK, LaggingPolicy.LAG, 0);

        LongStream.range(0, 20).forEach(offset -> stage.append(entry(offset)));
        stage.settle();

        assertThat(numbers(stage, first)).containsExactlyElementsOf(range(0, 20));
        assertThat(frames(stage, second)).isEqualTo(frames(stage, first));
        assertThat(stage.outlet(first).batches()).isEqualTo(2);
    }

    @Test
    void socketThatIsFull_keepsThePositionAndHoldsNobodyUp() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber slow = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        Subscriber quick = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        stage.outlet(slow).hasRoomFor(0);

        LongStream.range(0, 600).forEach(offset -> {
            stage.append(entry(offset));
            stage.settle();
        });
        assertThat(numbers(stage, slow)).isEmpty();
        assertThat(numbers(stage, quick)).containsExactlyElementsOf(range(0, 600));
        stage.outlet(slow).hasRoomFor(Integer.MAX_VALUE);
        slow.advance();
        stage.append(entry(600));
        stage.settle();

        assertThat(numbers(stage, slow)).containsExactlyElementsOf(range(0, 601));
    }

    @Test
    void positionBelowTheTail_isReplayedAndGoesOnLive() {
        Stage stage = new Stage(1, 4);
        LongStream.range(0, 30).forEach(offset -> stage.append(entry(offset)));
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 3);
        stage.settle();

        stage.append(entry(30));
        stage.settle();

        assertThat(numbers(stage, subscriber)).containsExactlyElementsOf(range(3, 31));
    }

    @Test
    void headThatTheTailHasOvertaken_sendsEverybodyToKafka() {
        Stage stage = new Stage(1, 4);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 0);

        LongStream.range(0, 30).forEach(offset -> stage.append(entry(offset)));
        stage.settle();

        assertThat(stage.kafka.reads()).isPositive();
        assertThat(numbers(stage, subscriber)).containsExactlyElementsOf(range(0, 30));
    }

    @Test
    void retentionThatOvertakes_isToldExactly() {
        Stage stage = new Stage(1, 4);
        LongStream.range(0, 20).forEach(offset -> stage.append(entry(offset)));
        stage.kafka.removeBelow(15);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 5);

        stage.settle();

        assertThat(frames(stage, subscriber).get(1)).isEqualTo("gap retention e1:0-5 to e1:0-15");
        assertThat(numbers(stage, subscriber)).containsExactlyElementsOf(range(15, 20));
    }

    @Test
    void replayThatFails_isTriedAgainByTheNextTick() {
        Stage stage = new Stage(1, 1);
        LongStream.range(0, 3).forEach(offset -> stage.append(entry(offset)));
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        stage.kafka.failOne();
        while (stage.loop.runOne()) {}
        assertThat(stage.kafka.reads()).isEqualTo(1);

        stage.passes(Duration.ofSeconds(1));
        stage.settle();

        assertThat(numbers(stage, subscriber)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void severalPartitions_haveOneCursorForAll() {
        Stage stage = new Stage(2, PLENTY);
        ChannelKey elsewhere = keyInOtherLane(stage);
        Subscription both = new Subscription(Set.of(ORDERS, elsewhere), Roles.NONE, DeliveryFilter.NONE);
        int lane = laneOf(stage, ORDERS);
        Subscriber subscriber = stage.begin(both, LaggingPolicy.LAG, 0, 0);

        stage.append(lane, entry(0, ORDERS, Roles.NONE));
        stage.settle();
        stage.append(1 - lane, entry(0, elsewhere, Roles.NONE));
        stage.settle();

        String first = lane == 0 ? "e1:0-1,1-0" : "e1:0-0,1-1";
        assertThat(frames(stage, subscriber))
                .containsExactly("first at e1:0-0,1-0", first + " {\"n\":0}", "e1:0-1,1-1 {\"n\":0}");
    }

    @Test
    void lagging_gap_skipsToTheHeadAndTellsWhatIsMissing() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.GAP, 0);
        fallBehind(stage, subscriber, 10);

        stage.append(entry(10));
        stage.settle();

        assertThat(frames(stage, subscriber))
                .containsExactly("first at e1:0-0", "gap slow e1:0-0 to e1:0-10", "e1:0-11 {\"n\":10}");
    }

    @Test
    void lagging_conflate_getsTheLatestOfEachKey() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.CONFLATE, 0);
        stage.outlet(subscriber).hasRoomFor(0);
        for (long offset = 0; offset < 1000; offset++) {
            stage.append(entry(offset, ORDERS, Roles.NONE, "c" + offset % 3));
            stage.settle();
        }

        stage.outlet(subscriber).hasRoomFor(Integer.MAX_VALUE);
        subscriber.advance();
        stage.append(entry(1000));
        stage.settle();

        assertThat(numbers(stage, subscriber)).containsExactly(997L, 998L, 999L, 1000L);
    }

    @Test
    void backlog_ofOneWhoIsSlowerThanTheLog_isSentAllTheSame() {
        Stage stage = new Stage(1, PLENTY);
        LongStream.range(0, 600).forEach(offset -> stage.append(entry(offset)));
        Start start = Start.at(Stage.cursor(0));
        Subscriber slow = stage.admit(CLERK, LaggingPolicy.LAG, start);
        AtomicLong next = new AtomicLong(600);
        stage.outlet(slow).onSend(() -> stage.append(entry(next.getAndIncrement())));
        stage.outlet(slow).hasRoomFor(20);

        slow.begin(start);
        stage.settle();

        assertThat(stage.outlet(slow).batches()).isEqualTo(20);
        assertThat(stage.outlet(slow).batchesOfBacklog()).isBetween(1, 10);
    }

    @Test
    void lagging_disconnect_closesWithTheReason() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.DISCONNECT, 0);

        fallBehind(stage, subscriber, 1);

        assertThat(frames(stage, subscriber)).endsWith("end slow");
        assertThat(stage.outlet(subscriber).hasEnded()).isTrue();
    }

    @Test
    void lagging_whileCatchingUpAfterTheStart_isNotLagging() {
        Stage stage = new Stage(1, PLENTY);
        LongStream.range(0, 600).forEach(offset -> stage.append(entry(offset)));
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.GAP, 0);
        stage.outlet(subscriber).hasRoomFor(0);
        stage.settle();

        stage.outlet(subscriber).hasRoomFor(Integer.MAX_VALUE);
        subscriber.advance();
        stage.settle();

        assertThat(numbers(stage, subscriber)).containsExactlyElementsOf(range(0, 600));
    }

    @Test
    void silence_isBrokenByAHeartbeatWithThePosition() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        stage.advance(0, 5);
        stage.settle();

        stage.passes(Duration.ofSeconds(15));

        assertThat(frames(stage, subscriber)).containsExactly("first at e1:0-0", "beat e1:0-5");
    }

    @Test
    void muchThatIsFilteredOut_isFollowedByACheckpoint() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        stage.advance(0, 9_999);
        stage.settle();
        stage.passes(Duration.ofSeconds(1));
        assertThat(frames(stage, subscriber)).hasSize(1);

        stage.advance(0, 10_000);
        stage.settle();
        stage.passes(Duration.ofSeconds(1));
        stage.passes(Duration.ofSeconds(1));

        assertThat(frames(stage, subscriber)).containsExactly("first at e1:0-0", "at e1:0-10000");
    }

    @Test
    void oneWhoTakesNothing_isClosedWithTheReason() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 0);
        stage.outlet(subscriber).hasRoomFor(0);

        stage.passes(Duration.ofSeconds(60));

        assertThat(frames(stage, subscriber)).endsWith("end stalled");
        assertThat(stage.outlet(subscriber).hasEnded()).isTrue();
        assertThat(stage.shard.size()).isZero();
    }

    @Test
    void tokenThatHasExpired_closesWithTheReason() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 0);

        stage.passes(Duration.ofHours(1));

        assertThat(frames(stage, subscriber)).endsWith("end token-expired");
        assertThat(subscriber.isClosed()).isTrue();
    }

    @Test
    void subscribersOfDifferentChannels_shareWhatIsEncoded() {
        Stage stage = new Stage(1, PLENTY);
        List<Subscriber> all = IntStream.range(0, 100)
                .mapToObj(number -> stage.begin(socket("id" + number), LaggingPolicy.LAG, 0))
                .toList();

        stage.append(entry(0));
        stage.append(entry(1));
        stage.append(packet(2, room("id7"), target(Set.of("id7"), Set.of())));
        stage.append(entry(3));
        stage.settle();

        assertThat(stage.shard.encoded()).isEqualTo(4);
        assertThat(numbers(stage, all.get(0))).containsExactly(0L, 1L, 3L);
        assertThat(numbers(stage, all.get(7))).containsExactly(0L, 1L, 2L, 3L);
        assertThat(all).allMatch(subscriber -> stage.outlet(subscriber).batches() == 2);
    }

    @ParameterizedTest
    @EnumSource(PlainFrames.class)
    void framesThatOnlySomeWant_areLeftOutForTheOthers(PlainFrames frames) {
        Stage stage = new Stage(1, PLENTY);
        Subscription other = new Subscription(Set.of(OTHER), Roles.NONE, DeliveryFilter.NONE);
        Subscription both = new Subscription(Set.of(ORDERS, OTHER), Roles.NONE, DeliveryFilter.NONE);
        Subscriber one = begin(stage, CLERK, frames);
        Subscriber two = begin(stage, other, frames);
        Subscriber three = begin(stage, both, frames);
        boolean[] isOrder = {true, false, true, true, false, true};
        for (int offset = 0; offset < isOrder.length; offset++) {
            stage.append(entry(offset, isOrder[offset] ? ORDERS : OTHER, Roles.NONE));
        }

        stage.settle();

        assertThat(numbers(stage, one)).containsExactly(0L, 2L, 3L, 5L);
        assertThat(numbers(stage, two)).containsExactly(1L, 4L);
        assertThat(numbers(stage, three)).containsExactlyElementsOf(range(0, 6));
        assertThat(stage.shard.encoded()).isEqualTo(6);
        assertThat(stage.outlet(one).batches()).isEqualTo(2);
    }

    @Test
    void sweep_leavesNoBufferBehind() {
        Stage stage = new Stage(1, PLENTY);
        for (int number = 0; number < 10; number++) {
            stage.begin(socket("id" + number), LaggingPolicy.LAG, 0);
            begin(stage, socket("id" + number), PlainFrames.BRACKETED);
        }

        LongStream.range(0, 20)
                .forEach(offset -> stage.append(
                        offset % 3 == 0
                                ? packet(offset, room("id" + offset % 7), target(Set.of("id" + offset % 7), Set.of()))
                                : entry(offset)));
        stage.settle();

        assertThat(stage.usedMemory()).isZero();
    }

    @Test
    void packet_reachesTheSocketsOfItsNamespaceAndRooms() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber inA = stage.begin(socket("a"), LaggingPolicy.LAG, 0);
        Subscriber inAandB = stage.begin(socket("a", "b"), LaggingPolicy.LAG, 0);
        Subscription elsewhere = new Subscription(
                Set.of(namespace("/n"), room("a")), Roles.NONE, DeliveryFilter.NONE, new Audience("/m", Set.of("a")));
        Subscriber ofOther = stage.begin(elsewhere, LaggingPolicy.LAG, 0);
        Subscriber sse =
                stage.begin(new Subscription(Set.of(room("a")), Roles.NONE, DeliveryFilter.NONE), LaggingPolicy.LAG, 0);

        stage.append(packet(0, namespace("/n"), target(Set.of(), Set.of())));
        stage.append(packet(1, namespace("/n"), target(Set.of("b", "c"), Set.of())));
        stage.append(packet(2, namespace("/n"), target(Set.of("a"), Set.of("b"))));
        stage.append(packet(3, room("a"), target(Set.of("a"), Set.of())));
        stage.append(packet(4, namespace("/n"), target(Set.of(), Set.of("a"))));
        stage.settle();

        assertThat(numbers(stage, inA)).containsExactly(0L, 2L, 3L);
        assertThat(numbers(stage, inAandB)).containsExactly(0L, 1L, 3L);
        assertThat(numbers(stage, ofOther)).isEmpty();
        assertThat(numbers(stage, sse)).containsExactly(3L);
    }

    @Test
    void socketsOfATenantWithSeveralLanes_standAtTheSamePlace() {
        Stage stage = new Stage(3, PLENTY);
        Subscriber one = stage.begin(socket("a"), LaggingPolicy.LAG, 0, 0, 0);
        Subscriber two = stage.begin(socket("b", "c"), LaggingPolicy.LAG, 0, 0, 0);

        stage.append(laneOf(stage, ORDERS), entry(0));
        stage.settle();

        assertThat(stage.shard.encoded()).isEqualTo(1);
        assertThat(one.standing()).isEqualTo(two.standing()).contains("0-", "1-", "2-");
    }

    @Test
    void leave_withinTheBacklog_isStillInItAfterComingBack() {
        Stage stage = new Stage(1, PLENTY);
        Start start = new Start(Stage.cursor(0), List.of(), Map.of(0, 2L));
        Subscriber first = stage.admit(CLERK, LaggingPolicy.LAG, start);
        first.begin(start);
        stage.append(entry(0));
        stage.settle();

        Start there = first.leave();
        Subscriber second = stage.admit(CLERK, LaggingPolicy.LAG, there);
        second.begin(there);
        stage.settle();
        assertThat(stage.outlet(second).batchesOfBacklog()).isNegative();

        stage.append(entry(1));
        stage.settle();
        assertThat(numbers(stage, second)).containsExactly(1L);
        assertThat(stage.outlet(second).batchesOfBacklog())
                .isEqualTo(stage.outlet(second).batches());
    }

    @Test
    void leave_andComingBackThere_losesNothingAndRepeatsNothing() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber first = stage.begin(socket("a"), LaggingPolicy.LAG, 0);
        stage.append(entry(0));
        stage.settle();

        Start there = first.leave();
        stage.append(entry(1));
        stage.append(packet(2, room("b"), target(Set.of("b"), Set.of())));
        Subscriber second = stage.admit(socket("a", "b"), LaggingPolicy.LAG, there, PlainFrames.JOINED);
        second.begin(there);
        stage.settle();

        assertThat(first.isClosed()).isTrue();
        assertThat(first.standing()).isNull();
        assertThat(stage.outlet(first).hasEnded()).isFalse();
        assertThat(numbers(stage, first)).containsExactly(0L);
        assertThat(numbers(stage, second)).containsExactly(1L, 2L);
        assertThat(stage.shard.size()).isEqualTo(1);
    }

    @Test
    void advance_fromWithinASweep_missesNothing() {
        Stage stage = new Stage(1, PLENTY);
        Subscriber behind = stage.begin(socket("b"), LaggingPolicy.LAG, 0);
        Subscriber live = stage.begin(socket("a"), LaggingPolicy.LAG, 0);
        fallBehindOnly(stage, behind, entry(0));
        stage.outlet(behind).hasRoomFor(Integer.MAX_VALUE);
        // As on a connection with two sockets: what the one writes makes the other writable.
        stage.outlet(live).onSend(behind::advance);

        stage.append(entry(1));
        stage.append(entry(2));
        stage.settle();

        assertThat(numbers(stage, behind)).containsExactly(0L, 1L, 2L);
        assertThat(numbers(stage, live)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void encoderThatHasNothingToWrite_sendsNothing() {
        Stage stage = new Stage(1, PLENTY);
        Start start = Start.at(Stage.cursor(0));
        Subscriber subscriber = stage.admit(CLERK, LaggingPolicy.LAG, start, new SilentFrames());
        subscriber.begin(start);
        stage.append(entry(0));
        stage.settle();
        stage.passes(Duration.ofSeconds(20));

        subscriber.close(CloseReason.SHUTDOWN);

        assertThat(stage.outlet(subscriber).batches()).isZero();
        assertThat(stage.outlet(subscriber).ended()).isEqualTo(CloseReason.SHUTDOWN);
        assertThat(stage.usedMemory()).isZero();
    }

    @Test
    void begin_onAFullSocket_tellsTheGapWhenItHasDrained() {
        Stage stage = new Stage(1, 7, PLENTY);
        Gap gap = new Gap(Gap.Reason.RETENTION, Stage.cursor(2), Stage.cursor(7), 2L, 7L);
        Start start = new Start(Stage.cursor(7), List.of(gap), Map.of());
        Subscriber subscriber = stage.admit(CLERK, LaggingPolicy.LAG, start);
        stage.outlet(subscriber).hasRoomFor(0);

        subscriber.begin(start);
        assertThat(frames(stage, subscriber)).isEmpty();
        assertThat(subscriber.leave()).isEqualTo(start);
    }

    @Test
    void replayThatFindsTheSocketFull_comesAgainWhenItHasDrained() {
        Stage stage = new Stage(1, 4);
        LongStream.range(0, 20).forEach(offset -> stage.append(entry(offset)));
        Subscriber subscriber = stage.begin(CLERK, LaggingPolicy.LAG, 3);
        stage.outlet(subscriber).hasRoomFor(0);
        stage.settle();
        assertThat(numbers(stage, subscriber)).isEmpty();

        stage.outlet(subscriber).hasRoomFor(Integer.MAX_VALUE);
        subscriber.advance();
        stage.settle();

        assertThat(numbers(stage, subscriber)).containsExactlyElementsOf(range(3, 20));
    }

    private static void fallBehindOnly(Stage stage, Subscriber subscriber, TailEntry entry) {
        stage.outlet(subscriber).hasRoomFor(0);
        stage.append(entry);
        stage.settle();
    }

    private static Subscriber begin(Stage stage, Subscription subscription, FrameEncoder frames) {
        Start start = Start.at(Stage.cursor(0));
        Subscriber subscriber = stage.admit(subscription, LaggingPolicy.LAG, start, frames);
        subscriber.begin(start);
        return subscriber;
    }

    /** On the stream, and in these rooms of a namespace. */
    private static Subscription socket(String... rooms) {
        Set<ChannelKey> channels = new HashSet<>(Set.of(ORDERS, namespace("/n")));
        Stream.of(rooms).map(Samples::room).forEach(channels::add);
        return new Subscription(channels, Roles.NONE, DeliveryFilter.NONE, new Audience("/n", Set.of(rooms)));
    }

    private static Target target(Set<String> rooms, Set<String> except) {
        return new Target("/n", rooms, except, List.of());
    }

    private static void fallBehind(Stage stage, Subscriber subscriber, int entries) {
        stage.outlet(subscriber).hasRoomFor(0);
        LongStream.range(0, entries).forEach(offset -> stage.append(entry(offset)));
        stage.settle();
        stage.outlet(subscriber).hasRoomFor(Integer.MAX_VALUE);
        subscriber.advance();
    }

    private static ChannelKey keyInOtherLane(Stage stage) {
        return LongStream.range(0, 100)
                .mapToObj(number -> key("s" + number))
                .filter(key -> laneOf(stage, key) != laneOf(stage, ORDERS))
                .findFirst()
                .orElseThrow();
    }

    private static int laneOf(Stage stage, ChannelKey key) {
        return stage.tail.lanes().partitionOf(key.tenant(), key.channel());
    }

    private static Subscription filtered(Set<String> types, Criteria criteria) {
        return new Subscription(Set.of(ORDERS), Roles.NONE, new DeliveryFilter(types, criteria));
    }

    private static List<String> frames(Stage stage, Subscriber subscriber) {
        return stage.outlet(subscriber).frames();
    }

    private static List<Long> numbers(Stage stage, Subscriber subscriber) {
        return frames(stage, subscriber).stream()
                .filter(frame -> frame.contains("{\"n\":"))
                .map(frame -> Long.valueOf(frame.replaceAll(".*:(\\d+)}", "$1")))
                .toList();
    }

    private static List<Long> range(long from, long until) {
        return LongStream.range(from, until).boxed().toList();
    }
}
