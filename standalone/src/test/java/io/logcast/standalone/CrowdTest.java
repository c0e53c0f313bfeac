package io.logcast.standalone;

import static io.logcast.standalone.Services.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.standalone.KnownLog.Entry;
import io.logcast.testkit.KafkaFixture;
import io.logcast.testkit.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thousand subscribers that are filtered, slow, broken off and come back, on several lanes, over real sockets and a real
 * Kafka whose transactions are sometimes aborted: what they received and the gaps that they were told are the log. With
 * Netty's leak detector looking at every buffer.
 */
final class CrowdTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrowdTest.class);
    private static final int MEMBERS = 1000;
    private static final long ENOUGH = 1_000_000;
    private static final int ROUNDS = 720;
    private static final int LANES = 3;
    private static final List<String> STREAMS =
            IntStream.range(0, 8).mapToObj(number -> "s" + number).toList();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<CrowdMember> members = new ArrayList<>();

    @Test
    void crowd_underLoadAndTrouble_getsTheLogOrIsToldWhatIsMissing() throws Exception {
        LOG.info("seed {}", seed);
        try (LeakWatch leaks = new LeakWatch()) {
            crowdGetsTheLog();
            assertThat(leaks.afterCollection()).isEmpty();
        }
    }

    private void crowdGetsTheLog() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.start();
                Services services = Services.on(kafka, settings())) {
            services.awaitReady();
            define(services);
            try (KnownLog log = new KnownLog(kafka.bootstrapServers(), LANES, STREAMS, random)) {
                gather(services);
                makeTrouble(log);
                awaitTheEnd(log);
                members.forEach(member -> check(member, log));
                long deliveries =
                        members.stream().mapToLong(m -> m.received().size()).sum();
                LOG.info("{} deliveries", deliveries);
                // About 1,360,000 if nobody lags; who conflates or has gaps gets fewer, the more the slower the machine
                // is.
                assertThat(deliveries).isGreaterThan(ENOUGH);
            } finally {
                for (CrowdMember member : members) {
                    member.close();
                }
            }
        }
    }

    private void check(CrowdMember member, KnownLog log) {
        List<Integer> received = member.received();
        Set<Integer> unique = new HashSet<>(received);
        assertThat(received).as("doubled, seed %d", seed).hasSize(unique.size());
        int expected = 0;
        for (int partition : member.begun().positions().keySet()) {
            List<Entry> visible = visible(member, log, partition);
            expected += visible.size();
            assertThat(received.stream().filter(numbers(visible)::contains).toList())
                    .as("order, seed %d", seed)
                    .isSorted();
            List<Entry> rest = visible.stream()
                    .filter(entry -> !unique.contains(entry.number()))
                    .toList();
            assertThat(rest).as("lost by %s, seed %d", member.lagging, seed).allMatch(excuse(member, visible));
            expected -= rest.size();
        }
        assertThat(received).as("nothing else, seed %d", seed).hasSize(expected);
    }

    /** What makes it right that an entry did not come. */
    private static Predicate<Entry> excuse(CrowdMember member, List<Entry> visible) {
        return switch (member.lagging) {
            case "gap" -> member::wasToldOf;
            case "conflate" ->
                missing -> visible.stream()
                        .anyMatch(newer -> newer.number() > missing.number()
                                && newer.stream().equals(missing.stream())
                                && newer.correlationId().equals(missing.correlationId()));
            default -> missing -> false;
        };
    }

    private static List<Entry> visible(CrowdMember member, KnownLog log, int partition) {
        long begun = member.begun().next(partition).orElseThrow();
        return log.of(partition).stream()
                .filter(entry -> entry.offset() >= begun && member.sees(entry))
                .toList();
    }

    private static Set<Integer> numbers(List<Entry> entries) {
        return entries.stream().map(Entry::number).collect(Collectors.toSet());
    }

    private void gather(Services services) {
        for (int number = 0; number < MEMBERS; number++) {
            String role = random.nextBoolean() ? "a" : "b";
            int first = random.nextInt(STREAMS.size());
            List<String> streams = random.nextInt(3) == 0
                    ? List.of(STREAMS.get(first), STREAMS.get((first + 1 + random.nextInt(6)) % STREAMS.size()))
                    : List.of(STREAMS.get(first));
            members.add(new CrowdMember(
                    services.url("/v1/events"),
                    Tokens.DEFAULT.token("acme", "me", "stream-listener", role),
                    streams,
                    role,
                    random.nextInt(10) == 0 ? "c1" : null,
                    List.of("lag", "lag", "lag", "gap", "conflate", "disconnect")
                            .get(random.nextInt(6))));
        }
        await(CrowdMember::hasBegun);
    }

    private void makeTrouble(KnownLog log) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            log.write(1 + random.nextInt(40));
            for (int breaks = random.nextInt(8); breaks > 0; breaks--) {
                anyone().breakConnection();
            }
            anyone().pause(true);
            if (random.nextInt(4) == 0) {
                anyone().pause(false);
            }
        }
        members.forEach(member -> member.pause(false));
    }

    /** A heartbeat tells even those who see nothing that they have come to the end. */
    private void awaitTheEnd(KnownLog log) {
        await(member -> member.streams.stream()
                .mapToInt(log::partitionOf)
                .allMatch(partition ->
                        log.of(partition).isEmpty() || member.hasReached(partition, lastOffset(log, partition))));
    }

    private static long lastOffset(KnownLog log, int partition) {
        List<Entry> entries = log.of(partition);
        return entries.get(entries.size() - 1).offset();
    }

    private void await(Predicate<CrowdMember> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(members)
                        .as("seed %d", seed)
                        .allMatch(member -> member.trouble() != null || condition.test(member)));
        assertThat(members.stream().filter(member -> member.trouble() != null))
                .as("seed %d", seed)
                .isEmpty();
    }

    private CrowdMember anyone() {
        return members.get(random.nextInt(members.size()));
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "logcast.deliveries.lanes",
                LANES,
                "logcast.gateway.tail-bytes",
                // So little that those who come back late need Kafka.
                1_000_000,
                "logcast.gateway.heartbeat",
                "1s",
                "micronaut.server.netty.child-options.SO_SNDBUF",
                32768);
    }

    private static void define(Services services) throws Exception {
        String admin = Tokens.DEFAULT.token("acme", "admin", "stream-admin");
        for (String stream : STREAMS) {
            assertStatus(201, services.define(admin, stream, "{\"events\":[{\"namespace\":\"a\",\"name\":\"b\"}]}"));
        }
    }
}
