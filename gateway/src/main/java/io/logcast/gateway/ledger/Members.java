package io.logcast.gateway.ledger;

import io.logcast.ledger.Address;
import io.logcast.ledger.NodeKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gateways that are there. One is gone when the topic has gone on for {@link #SILENCE} without it, by the timestamps of
 * the records: they are of one clock, the broker's. While Kafka is away nobody writes, and nobody is gone. Written by one
 * thread, but for {@link #unreachable}; read by any.
 */
final class Members {

    static final Duration SILENCE = Duration.ofSeconds(20);

    /** When nobody wrote for longer than that, Kafka was away: the rest of that time counts against nobody. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

    private final Map<NodeKey, Member> members = new ConcurrentHashMap<>();

    /** Milliseconds that the topic has gone on. */
    private long now;

    private long lastTimestamp;

    private record Member(Address address, long heardAt, boolean isReachable) {}

    /** @param timestamp of the record, in milliseconds */
    void hear(NodeKey gateway, Address address, long timestamp) {
        goOn(timestamp);
        members.put(gateway, new Member(address, now, true));
    }

    void leave(NodeKey gateway, long timestamp) {
        goOn(timestamp);
        members.remove(gateway);
    }

    /** Any thread: it does not answer there. Nobody is sent to it until it is heard again. */
    void unreachable(NodeKey gateway) {
        members.computeIfPresent(gateway, (key, member) -> new Member(member.address(), member.heardAt(), false));
    }

    /** Empty if it is unknown, gone or unreachable. */
    Optional<Address> find(NodeKey gateway) {
        return Optional.ofNullable(members.get(gateway))
                .filter(Member::isReachable)
                .map(Member::address);
    }

    boolean knows(NodeKey gateway) {
        return members.containsKey(gateway);
    }

    int size() {
        return members.size();
    }

    void clear() {
        members.clear();
        lastTimestamp = 0;
    }

    private void goOn(long timestamp) {
        long step = lastTimestamp == 0 ? 0 : timestamp - lastTimestamp;
        now += Math.max(0, Math.min(step, LONGEST_STEP.toMillis()));
        lastTimestamp = timestamp;
        members.values().removeIf(member -> now - member.heardAt() > SILENCE.toMillis());
    }
}
