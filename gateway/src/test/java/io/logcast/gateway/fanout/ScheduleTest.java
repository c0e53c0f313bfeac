package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.key;
import static io.logcast.gateway.Samples.namespace;
import static io.logcast.gateway.Samples.room;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.channel.Channel;
import io.logcast.cursor.Cursor;
import io.logcast.delivery.ChannelKey;
import io.logcast.gateway.Samples;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.Target;
import io.logcast.stream.Criteria;
import io.logcast.stream.Roles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Whatever the order of appends, evictions, full sockets, slow replays, broken connections and ticks: a checker that knows
 * the log compares it with what each subscriber got.
 */
final class ScheduleTest {

    private static final int STEPS = 600;
    private static final List<PlainFrames> STYLES = List.of(PlainFrames.values());
    private static final List<LaggingPolicy> POLICIES = List.of(LaggingPolicy.values());
    private static final List<ChannelKey> STREAMS =
            IntStream.range(0, 6).mapToObj(number -> key("s" + number)).toList();
    private static final List<String> ROOMS = List.of("r0", "r1", "r2");
    private static final ChannelKey NAMESPACE = namespace("/n");
    private static final List<ChannelKey> CHANNELS = Stream.of(
                    STREAMS.stream(), ROOMS.stream().map(Samples::room), Stream.of(NAMESPACE))
            .flatMap(keys -> keys)
            .toList();

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
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> appendSome();
                case 3 -> follow();
                case 4 -> oneOfThem(Follower::reconnect);
                case 5, 6 -> oneOfThem(follower -> follower.hasRoomFor(random.nextInt(4)));
                case 7 -> stage.kafka.answerOne();
                case 8 -> stage.passes(Duration.ofSeconds(1));
                case 9 -> oneOfThem(follower -> follower.changesTo(frames()));
                case 10 -> oneOfThem(this::changeRooms);
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
                && Objects.equals(newer.type(), entry.type())
                && Objects.equals(newer.correlationId(), entry.correlationId());
    }

    private List<TailEntry> visible(Follower follower, int partition) {
        long from = follower.begun.next(partition).orElseThrow();
        return log.getOrDefault(partition, List.of()).stream()
                .filter(entry -> entry.offset() >= from)
                .filter(entry -> follower.wanted(partition, entry))
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
        if (key.channel().kind() != Channel.Kind.STREAM) {
            return new TailEntry(offset, key, Roles.NONE, null, null, null, target(key), json);
        }
        return new TailEntry(offset, key, roles, "a:b", "c" + random.nextInt(3), null, json);
    }

    /** In one of two namespaces; of a room's channel, for that room. */
    private Target target(ChannelKey key) {
        return key.channel().kind() == Channel.Kind.ROOM
                ? new Target(
                        random.nextInt(4) == 0 ? "/m" : "/n",
                        Set.of(key.channel().name()),
                        Set.of(),
                        List.of())
                : new Target("/n", some(ROOMS), random.nextBoolean() ? Set.of() : some(ROOMS), List.of());
    }

    private void follow() {
        LaggingPolicy lagging = POLICIES.get(random.nextInt(POLICIES.size()));
        Subscription subscription = random.nextBoolean() ? subscription() : socket();
        Cursor start = Stage.cursor(start(subscription.partitions(stage.tail.lanes())));
        followers.add(new Follower(stage, subscription, lagging, start));
    }

    /** Streams and a namespace, and whatever is sent to its rooms. */
    private Subscription socket() {
        Subscription streams = subscription();
        Set<String> rooms = some(ROOMS);
        Set<ChannelKey> channels = new HashSet<>(streams.channels());
        channels.add(NAMESPACE);
        rooms.forEach(room -> channels.add(room(room)));
        return new Subscription(channels, streams.roles(), streams.filter(), new Audience("/n", rooms));
    }

    private void changeRooms(Follower follower) {
        if (follower.subscription().audience() != null) {
            follower.changesTo(socket(), frames());
        }
    }

    private PlainFrames frames() {
        return STYLES.get(random.nextInt(STYLES.size()));
    }

    private Set<String> some(List<String> names) {
        return names.stream().filter(name -> random.nextInt(3) == 0).collect(Collectors.toSet());
    }

    private Subscription subscription() {
        Set<ChannelKey> channels = random.ints(1 + random.nextInt(3), 0, STREAMS.size())
                .mapToObj(STREAMS::get)
                .collect(Collectors.toSet());
        Criteria criteria = random.nextInt(4) == 0 ? new Criteria("c1", null) : Criteria.ANY;
        return new Subscription(
                channels, Roles.of(random.nextBoolean() ? "a" : "b"), new DeliveryFilter(Set.of(), criteria));
    }

    /** Anywhere in the log, in each of the partitions. */
    private Map<Integer, Long> start(Set<Integer> partitions) {
        Map<Integer, Long> start = new HashMap<>();
        partitions.stream().sorted().forEach(partition -> start.put(partition, random.nextLong(ends[partition] + 1)));
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
