package io.logcast.gateway.tail;

import static java.util.Objects.requireNonNull;

import io.logcast.cursor.Cursor;
import io.logcast.cursor.Epoch;
import io.logcast.topic.Lanes;
import java.util.List;

/**
 * The newest part of {@code logcast.deliveries}, partition by partition, for as long as one reader follows it. When the
 * reader has to begin anew, there is a new tail.
 *
 * @param logs by partition number
 */
public record Tail(Epoch epoch, Lanes lanes, List<TailLog> logs, Demand demand) {

    public Tail {
        requireNonNull(epoch, "epoch is null");
        requireNonNull(lanes, "lanes is null");
        requireNonNull(demand, "demand is null");
        logs = List.copyOf(logs);
    }

    public TailLog log(int partition) {
        return logs.get(partition);
    }

    public Cursor cursor(int partition, long next) {
        return Cursor.of(epoch, partition, next);
    }
}
