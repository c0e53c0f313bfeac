package io.logcast.gateway.replay;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.replay.Gap.Reason;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Turns what a subscriber asks for into positions that can be read, or into gaps and the positions after them. */
public final class StartResolver {

    private final ReplaySource replay;

    public StartResolver(ReplaySource replay) {
        this.replay = replay;
    }

    /** @param partitions that the subscriber reads; where a cursor does not speak of one, it is from now on */
    public CompletionStage<Start> resolve(StartPoint point, Tail tail, Set<Integer> partitions) {
        if (point instanceof StartPoint.After after && !after.cursor().epoch().equals(tail.epoch())) {
            return places(after.otherwise(), tail, partitions)
                    .thenCombine(ends(tail, partitions), (places, ends) -> ofOtherEpoch(after, tail, places, ends));
        }
        return places(point, tail, partitions)
                .thenCombine(ends(tail, partitions), (places, ends) -> start(point, tail, places, ends));
    }

    /** Of those that the tail does not follow: there may be more than it knows of. Without an answer what it knows counts as all. */
    private CompletionStage<Map<Integer, Long>> ends(Tail tail, Set<Integer> partitions) {
        Map<Integer, CompletableFuture<LogRange>> asked = new HashMap<>();
        partitions.stream()
                .filter(partition -> !tail.demand().isFollowed(partition))
                .forEach(partition ->
                        asked.put(partition, replay.range(partition).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    Map<Integer, Long> ends = new HashMap<>();
                    asked.forEach((partition, range) ->
                            ends.put(partition, range.join().end()));
                    return ends;
                })
                .exceptionally(away -> Map.of());
    }

    /**
     * Where to begin in one partition.
     *
     * @param lost why it is not where it was asked for; null if it is
     */
    private record Place(int partition, long next, Reason lost) {}

    private CompletionStage<List<Place>> places(StartPoint point, Tail tail, Set<Integer> partitions) {
        List<CompletableFuture<Place>> all = partitions.stream()
                .map(partition -> place(point, tail, partition).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<Place> place(StartPoint point, Tail tail, int partition) {
        if (point instanceof StartPoint.After after) {
            OptionalLong asked = after.cursor().next(partition);
            return asked.isPresent()
                    ? after(after, asked.getAsLong(), tail, partition)
                    : place(new StartPoint.Latest(), tail, partition);
        }
        return position(point, tail, partition).thenApply(next -> new Place(partition, next, null));
    }

    private CompletionStage<Long> position(StartPoint point, Tail tail, int partition) {
        if (point instanceof StartPoint.Earliest) {
            return replay.range(partition).thenApply(LogRange::start);
        }
        if (point instanceof StartPoint.Since since) {
            return replay.since(partition, since.time());
        }
        if (tail.demand().isFollowed(partition)) {
            return completedFuture(tail.log(partition).next());
        }
        return replay.range(partition).thenApply(LogRange::end);
    }

    private CompletionStage<Place> after(StartPoint.After after, long asked, Tail tail, int partition) {
        TailLog log = tail.log(partition);
        if (asked >= log.start() && asked <= log.next()) {
            // In memory, so it exists: no need to ask Kafka, which matters when ten thousand return at once.
            return completedFuture(new Place(partition, asked, null));
        }
        return replay.range(partition).thenCompose(range -> {
            Reason lost = asked < range.start() ? Reason.RETENTION : asked > range.end() ? Reason.BEYOND_END : null;
            return lost == null
                    ? completedFuture(new Place(partition, asked, null))
                    : position(after.otherwise(), tail, partition).thenApply(next -> new Place(partition, next, lost));
        });
    }

    private static Start ofOtherEpoch(StartPoint.After after, Tail tail, List<Place> places, Map<Integer, Long> ends) {
        Cursor at = cursor(tail, places);
        return new Start(at, List.of(new Gap(Reason.EPOCH, after.cursor(), at, null, null)), ends);
    }

    private static Start start(StartPoint point, Tail tail, List<Place> places, Map<Integer, Long> ends) {
        Cursor at = cursor(tail, places);
        return new Start(
                at,
                places.stream()
                        .filter(place -> place.lost() != null)
                        .map(place -> gap(place, ((StartPoint.After) point).cursor(), at))
                        .toList(),
                ends);
    }

    private static Gap gap(Place place, Cursor requested, Cursor at) {
        if (place.lost() != Reason.RETENTION) {
            return new Gap(place.lost(), requested, at, null, null);
        }
        long from = requested.next(place.partition()).orElseThrow();
        return new Gap(place.lost(), requested, at, from, place.next());
    }

    private static Cursor cursor(Tail tail, List<Place> places) {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        places.forEach(place -> positions.put(place.partition(), place.next()));
        return new Cursor(tail.epoch(), positions);
    }
}
