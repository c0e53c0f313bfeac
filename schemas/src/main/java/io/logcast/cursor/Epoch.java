package io.logcast.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.apache.kafka.common.Uuid;

/**
 * The era in which offsets mean what they meant. A topic that was deleted and made again counts from 0 once more: offset
 * 3 then names another delivery, and only the era tells. It comes from the topic's id (KIP-516), its partition count and
 * the lane layout.
 */
public record Epoch(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]{1,8}");

    public Epoch {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new MalformedCursor("its epoch must be 1 to 8 lower-case letters or digits");
        }
    }

    public static Epoch of(Uuid topicId, int partitions, int lanes) {
        CRC32C crc = new CRC32C();
        crc.update((topicId + "/" + partitions + "/" + lanes).getBytes(UTF_8));
        return new Epoch(Long.toString(crc.getValue(), 36));
    }

    @Override
    public String toString() {
        return value;
    }
}
