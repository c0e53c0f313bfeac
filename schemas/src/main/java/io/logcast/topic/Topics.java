package io.logcast.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topics: names, partitions and settings are public API (schemas/README.md). */
public final class Topics {

    public static final String EVENTS = "logcast.events";
    public static final String DELIVERIES = "logcast.deliveries";
    public static final String STREAM_DEFINITIONS = "logcast.stream-definitions";
    public static final String DEAD_LETTERS = "logcast.dead-letters";
    public static final String GATEWAYS = "logcast.gateways";
    public static final String SESSIONS = "logcast.sessions";
    public static final String WEBHOOKS = "logcast.webhooks";
    public static final String WEBHOOK_ATTEMPTS = "logcast.webhook-attempts";
    public static final String WEBHOOK_RETRIES = "logcast.webhook-retries";

    public static final int PARTITIONS = 12;

    /** Larger than any event may be, so that an oversized one reaches the dead letters instead of vanishing at its producer. */
    public static final int MAX_EVENT_RECORD = 8 * 1024 * 1024;

    /** An oversized event plus the headers that say what was wrong with it. */
    public static final int MAX_DEAD_LETTER_RECORD = 9 * 1024 * 1024;

    /** How long a gateway is remembered that has not said goodbye, and what was last noted of a session. */
    public static final Duration LEDGER_RETENTION = Duration.ofHours(1);

    /** How long it can be looked up what became of an attempt. */
    public static final Duration ATTEMPT_RETENTION = Duration.ofDays(7);

    /** The rooms of a session. */
    public static final int MAX_LEDGER_RECORD = 1024 * 1024;

    /** Only closed segments are compacted or deleted; by default a segment is open for a week. */
    private static final Map<String, String> SHORT_SEGMENTS =
            Map.of("segment.ms", Long.toString(Duration.ofMinutes(10).toMillis()));

    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1");

    private Topics() {}

    public static List<TopicSpec> all() {
        return List.of(
                events(),
                deliveries(),
                streamDefinitions(),
                deadLetters(),
                gateways(),
                sessions(),
                webhooks(),
                webhookAttempts(),
                webhookRetries());
    }

    public static TopicSpec events() {
        return new TopicSpec(EVENTS, PARTITIONS, log(Duration.ofDays(7), MAX_EVENT_RECORD));
    }

    public static TopicSpec deliveries() {
        return new TopicSpec(DELIVERIES, PARTITIONS, log(Duration.ofDays(3), MAX_EVENT_RECORD));
    }

    public static TopicSpec streamDefinitions() {
        return new TopicSpec(STREAM_DEFINITIONS, 1, COMPACTED);
    }

    public static TopicSpec deadLetters() {
        return new TopicSpec(DEAD_LETTERS, 1, log(Duration.ofDays(14), MAX_DEAD_LETTER_RECORD));
    }

    /** Compacted, for a gateway that is there is found at once; and deleted, for one that was killed leaves no tombstone. */
    public static TopicSpec gateways() {
        return new TopicSpec(
                GATEWAYS,
                1,
                with(
                        with(log(LEDGER_RETENTION, MAX_LEDGER_RECORD), SHORT_SEGMENTS),
                        Map.of("cleanup.policy", "compact,delete", "min.cleanable.dirty.ratio", "0.1")));
    }

    public static TopicSpec sessions() {
        return new TopicSpec(SESSIONS, 1, with(log(LEDGER_RETENTION, MAX_LEDGER_RECORD), SHORT_SEGMENTS));
    }

    public static TopicSpec webhooks() {
        return new TopicSpec(WEBHOOKS, 1, COMPACTED);
    }

    public static TopicSpec webhookAttempts() {
        return new TopicSpec(WEBHOOK_ATTEMPTS, PARTITIONS, log(ATTEMPT_RETENTION, MAX_LEDGER_RECORD));
    }

    /** As many partitions as the events: who reads a partition of those keeps what is still to be done in the same one. */
    public static TopicSpec webhookRetries() {
        return new TopicSpec(WEBHOOK_RETRIES, PARTITIONS, with(COMPACTED, SHORT_SEGMENTS));
    }

    private static Map<String, String> with(Map<String, String> configs, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(configs);
        all.putAll(more);
        return all;
    }

    /** The broker's clock stamps the records: {@code since=} and retention then mean the time of arrival, whatever a publisher claims. */
    private static Map<String, String> log(Duration retention, int maxRecord) {
        return Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(retention.toMillis()),
                "max.message.bytes",
                Integer.toString(maxRecord),
                "message.timestamp.type",
                "LogAppendTime");
    }
}
