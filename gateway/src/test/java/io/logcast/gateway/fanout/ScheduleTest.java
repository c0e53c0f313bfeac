package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Criteria;
import io.logcast.stream.Roles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Whatever the order of appends, evictions, full sockets, slow replays, broken connections and ticks: a checker that knows
 * the log compares it with what each subscriber got.
 */
final class ScheduleTest {

    private static final int STEPS = 600;
    private static final List<LaggingPolicy> POLICIES = List.of(LaggingPolicy.values());
    private static final List<ChannelKey> CHANNELS =
            IntStream.range(0, 6).mapToObj(number -> key("s" + number)).toList();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final int partitions = 1 + random.nextInt(3);
    private final Stage stage = new Stage(partitions, 1 + random.nextInt(30));
    private final Map<Integer, List<TailEntry>> log = new HashMap<>();
    private final long[] ends = new long[partitions];
    private final List<Follower> followers = new ArrayList<>();

    @RepeatedTest(200)
    void deliveriesAndGaps_underAnySchedule_areTheLog() {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> appendSome();
                case 3 -> follow();
                case 4 -> oneOfThem(Follower::reconnect);
                case 5, 6 -> oneOfThem(follower -> follower.hasRoomFor(random.nextInt(4)));
                case 7 -> stage.kafka.answerOne();
                case 8 -> stage.passes(Duration.ofSeconds(1));
                default -> stage.loop.runOne();
            }
        }
        settle();

        followers.forEach(this::check);
    }

    private void check(Follower follower) {
        for (int partition : follower.begun.positions().keySet()) {
            List<TailEntry> visible = visible(follower, partition);
            List<Long> received = follower.received(partition);
            assertThat(received).as("order, seed %d", seed).isSorted().doesNotHaveDuplicates();
            assertThat(received).as("nothing else, seed %d", seed).isSubsetOf(offsets(visible));
            List<TailEntry> rest = visible.stream()
                    .filter(entry -> !received.contains(entry.offset()))
                    .toList();
            switch (follower.lagging) {
                case LAG, DISCONNECT ->
                    assertThat(rest).as("lost, seed %d", seed).isEmpty();
                case GAP ->
                    assertThat(rest)
                            .as("untold, seed %d", seed)
                            .allMatch(entry -> follower.wasToldOf(partition, entry));
                case CONFLATE ->
                    assertThat(rest)
                            .as("newer, seed %d", seed)
                            .allMatch(entry -> visible.stream().anyMatch(newer -> replaces(newer, entry)));
            }
        }
    }

    private static boolean replaces(TailEntry newer, TailEntry entry) {
        return newer.offset() > entry.offset()
                && newer.key().equals(entry.key())
                && newer.correlationId().equals(entry.correlationId());
    }

    private List<TailEntry> visible(Follower follower, int partition) {
        long from = follower.begun.next(partition).orElseThrow();
        return log.getOrDefault(partition, List.of()).stream()
                .filter(entry -> entry.offset() >= from)
                .filter(follower.subscription::sees)
                .toList();
    }

    private void appendSome() {
        ChannelKey key = CHANNELS.get(random.nextInt(CHANNELS.size()));
        int partition = laneOf(key);
        for (int count = random.nextInt(6); count >= 0; count--) {
            TailEntry entry = entry(partition, ends[partition], key);
            log.computeIfAbsent(partition, none -> new ArrayList<>()).add(entry);
            stage.append(partition, entry);
            // Holes, as transaction markers leave them.
            ends[partition] = entry.next() + random.nextInt(3);
        }
        stage.advance(partition, ends[partition]);
    }

    private TailEntry entry(int partition, long offset, ChannelKey key) {
        Roles roles = List.of(Roles.NONE, Roles.of("a"), Roles.of("b")).get(random.nextInt(3));
        byte[] json = ("{\"p\":" + partition + ",\"n\":" + offset + "}").getBytes(UTF_8);
        return new TailEntry(offset, key, roles, "a:b", "c" + random.nextInt(3), null, json);
    }

    private void follow() {
        Set<ChannelKey> channels = random.ints(1 + random.nextInt(3), 0, CHANNELS.size())
                .mapToObj(CHANNELS::get)
                .collect(Collectors.toSet());
        Criteria criteria = random.nextInt(4) == 0 ? new Criteria("c1", null) : Criteria.ANY;
        Subscription subscription = new Subscription(
                channels, Roles.of(random.nextBoolean() ? "a" : "b"), new DeliveryFilter(Set.of(), criteria));
        LaggingPolicy lagging = POLICIES.get(random.nextInt(POLICIES.size()));
        followers.add(new Follower(stage, subscription, lagging, Stage.cursor(start(channels))));
    }

    /** Anywhere in the log, in each of the partitions that the channels live in. */
    private Map<Integer, Long> start(Set<ChannelKey> channels) {
        Map<Integer, Long> start = new HashMap<>();
        for (int partition : channels.stream().map(this::laneOf).collect(Collectors.toCollection(TreeSet::new))) {
            start.put(partition, random.nextLong(ends[partition] + 1));
        }
        return start;
    }

    private void oneOfThem(Consumer<Follower> what) {
        if (!followers.isEmpty()) {
            what.accept(followers.get(random.nextInt(followers.size())));
        }
    }

    private void settle() {
        for (int round = 0; round < 3; round++) {
            followers.forEach(Follower::reconnectIfClosed);
            followers.forEach(follower -> follower.hasRoomFor(Integer.MAX_VALUE));
            stage.settle();
            stage.passes(Duration.ofSeconds(1));
            stage.settle();
        }
    }

    private int laneOf(ChannelKey key) {
        return stage.tail.lanes().partitionOf(key.tenant(), key.channel());
    }

    private static List<Long> offsets(List<TailEntry> entries) {
        return entries.stream().map(TailEntry::offset).toList();
    }
}
