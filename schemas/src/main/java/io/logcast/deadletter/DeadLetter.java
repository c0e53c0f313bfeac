package io.logcast.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that could not be processed, as it was, with the reason. Its own headers are kept; what Logcast adds begins
 * with {@code logcast.}.
 *
 * @param topic where the record stood, with {@code partition} and {@code offset}
 * @param stage how far it came
 * @param reason a sentence for people that names the field and the limit
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared by value.
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        Stage stage,
        String reason,
        byte[] key,
        byte[] value,
        Headers original) {

    public static final String REASON = "logcast.reason";
    public static final String STAGE = "logcast.stage";
    public static final String KEY = "logcast.key";

    private static final int MAX_KEPT_KEY = 64 * 1024;

    /** Where in its way the record was refused. */
    public enum Stage {
        /** It is no event. */
        PARSE,
        /** It is one, and showing it on a stream failed. */
        PROJECT;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DeadLetter {
        requireNonNull(topic, "topic is null");
        requireNonNull(stage, "stage is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(original, "original is null");
    }

    /** The record key in {@code logcast.dead-letters}: {@code topic/partition/offset} of the refused record. */
    public String recordKey() {
        return topic + "/" + partition + "/" + offset;
    }

    /**
     * The same, without value and headers if key, value and headers have more than that many bytes together: a compressed
     * batch can hold a record that no topic takes from us. It can still be read where it stood.
     */
    public DeadLetter within(int most) {
        long size = size();
        if (size <= most) {
            return this;
        }
        String why = reason + "; left out here, for key, value and headers have " + size + " bytes";
        byte[] shortKey = key == null || key.length > MAX_KEPT_KEY ? null : key;
        return new DeadLetter(topic, partition, offset, stage, why, shortKey, null, new RecordHeaders());
    }

    private long size() {
        long size = length(key) + length(value);
        for (Header header : original) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    public Headers headers() {
        Headers headers = new RecordHeaders(original.toArray());
        headers.add(REASON, reason.getBytes(UTF_8));
        headers.add(STAGE, stage.text().getBytes(UTF_8));
        if (key != null) {
            headers.add(KEY, key);
        }
        return headers;
    }
}
