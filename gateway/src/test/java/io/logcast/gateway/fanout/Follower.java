package io.logcast.gateway.fanout;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.TailEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that comes back with the cursor of its last frame, and keeps everything that it ever got. */
final class Follower {

    /** What one is told it has missed, in one partition. */
    record Missing(int partition, long from, long to) {

        boolean holds(int partition, TailEntry entry) {
            return this.partition == partition && entry.offset() >= from && entry.offset() < to;
        }
    }

    private static final Pattern DELIVERY = Pattern.compile("(e1:\\S+) \\{\"p\":(\\d+),\"n\":(\\d+)}");
    private static final Pattern GAP = Pattern.compile("gap \\S+ (\\S+) to (\\S+)");
    private static final Pattern PLACE = Pattern.compile("(?:first )?(?:at|beat) (\\S+)");

    /** From there on it wanted that. */
    private record Phase(Cursor from, Subscription subscription) {

        boolean holds(int partition, TailEntry entry) {
            return entry.offset() >= from.next(partition).orElseThrow();
        }
    }

    final LaggingPolicy lagging;
    final Cursor begun;
    private final Stage stage;
    private final Map<Integer, List<Long>> received = new HashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private Subscriber subscriber;
    private PlainFrames frames = PlainFrames.LINES;
    private Cursor last;
    private int framesRead;

    Follower(Stage stage, Subscription subscription, LaggingPolicy lagging, Cursor begun) {
        this.stage = stage;
        this.phases.add(new Phase(begun, subscription));
        this.lagging = lagging;
        this.begun = begun;
        this.last = begun;
        connect();
    }

    /** The connection breaks, and is made again. */
    void reconnect() {
        subscriber.close(CloseReason.CLIENT_GONE);
        readFrames();
        connect();
    }

    void reconnectIfClosed() {
        if (subscriber.isClosed()) {
            reconnect();
        }
    }

    Subscription subscription() {
        return phases.get(phases.size() - 1).subscription();
    }

    /** Leaves, and is admitted again where it was, in another wire format. */
    void changesTo(PlainFrames others) {
        changesTo(subscription(), others);
    }

    /** Leaves, and is admitted again where it was, and wants something else from then on. */
    void changesTo(Subscription another, PlainFrames others) {
        if (!subscriber.isClosed()) {
            Start left = subscriber.leave();
            readFrames();
            last = left.at();
            frames = others;
            phases.add(new Phase(last, another));
            connect();
        }
    }

    /** Whether it is to get the entry, by what it wanted when it came by. */
    boolean wanted(int partition, TailEntry entry) {
        for (int i = phases.size() - 1; i >= 0; i--) {
            if (phases.get(i).holds(partition, entry)) {
                return phases.get(i).subscription().sees(entry);
            }
        }
        return false;
    }

    void hasRoomFor(int batches) {
        stage.outlet(subscriber).hasRoomFor(batches);
        subscriber.advance();
    }

    List<Long> received(int partition) {
        readFrames();
        return received.getOrDefault(partition, List.of());
    }

    boolean wasToldOf(int partition, TailEntry entry) {
        return missing.stream().anyMatch(gap -> gap.holds(partition, entry));
    }

    private void connect() {
        Start start = Start.at(last);
        subscriber = stage.admit(subscription(), lagging, start, frames);
        framesRead = 0;
        subscriber.begin(start);
    }

    private void readFrames() {
        List<String> frames = stage.outlet(subscriber).frames();
        frames.subList(framesRead, frames.size()).forEach(this::read);
        framesRead = frames.size();
    }

    private void read(String frame) {
        Matcher delivery = DELIVERY.matcher(frame);
        Matcher gap = GAP.matcher(frame);
        Matcher place = PLACE.matcher(frame);
        if (delivery.matches()) {
            last = Cursor.parse(delivery.group(1));
            received.computeIfAbsent(Integer.valueOf(delivery.group(2)), none -> new ArrayList<>())
                    .add(Long.valueOf(delivery.group(3)));
        } else if (gap.matches()) {
            last = Cursor.parse(gap.group(2));
            note(Cursor.parse(gap.group(1)), last);
        } else if (place.matches()) {
            last = Cursor.parse(place.group(1));
        }
    }

    private void note(Cursor requested, Cursor resumed) {
        resumed.positions().forEach((partition, to) -> {
            long from = requested.next(partition).orElseThrow();
            if (to > from) {
                missing.add(new Missing(partition, from, to));
            }
        });
    }
}
