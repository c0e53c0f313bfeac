package io.logcast.gateway.fanout;

import static io.logcast.gateway.Samples.EPOCH;

import io.logcast.cursor.Cursor;
import io.logcast.gateway.Samples;
import io.logcast.gateway.replay.Start;
import io.logcast.gateway.tail.Tail;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.gateway.tail.TailLog;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** One shard with its loop, its clock, the logs that it reads and the Kafka behind them, all moved by hand. */
final class Stage {

    final ManualLoop loop = new ManualLoop();
    final ScriptedLog kafka = new ScriptedLog();
    final AtomicLong nanos = new AtomicLong();
    final List<TailLog> logs;
    final Tail tail;
    final Shard shard;
    private boolean clockFails;
    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    private final Map<Subscriber, RecordingOutlet> outlets = new HashMap<>();

    /** @param memory in entries, of all partitions together */
    Stage(int partitions, int memory) {
        this(partitions, 0, memory);
    }

    Stage(int partitions, long start, int memory) {
        logs = IntStream.range(0, partitions)
                .mapToObj(partition -> Samples.log(partition, start, memory))
                .toList();
        tail = Samples.tail(logs.toArray(TailLog[]::new));
        shard = new Shard(loop, FanoutSettings.DEFAULT, kafka, buffers, this::nanoTime);
    }

    /** To Kafka, and from there to the tail. */
    void append(int partition, TailEntry entry) {
        kafka.append(partition, entry);
        logs.get(partition).append(entry);
        shard.moved(List.of(logs.get(partition)));
    }

    void append(TailEntry entry) {
        append(0, entry);
    }

    /** Only markers: the position moves, and there is nothing to show. */
    void advance(int partition, long position) {
        logs.get(partition).advance(position);
        shard.moved(List.of(logs.get(partition)));
    }

    Subscriber admit(Subscription subscription, LaggingPolicy lagging, Start start) {
        return admit(subscription, lagging, start, PlainFrames.LINES);
    }

    Subscriber admit(Subscription subscription, LaggingPolicy lagging, Start start, FrameEncoder frames) {
        RecordingOutlet outlet = new RecordingOutlet(loop);
        Subscriber subscriber =
                shard.add(new Admission(tail, subscription, start, lagging, Duration.ofHours(1)), frames, outlet);
        outlets.put(subscriber, outlet);
        return subscriber;
    }

    Subscriber begin(Subscription subscription, LaggingPolicy lagging, long... positions) {
        Subscriber subscriber = admit(subscription, lagging, Start.at(cursor(positions)));
        subscriber.begin(Start.at(cursor(positions)));
        return subscriber;
    }

    RecordingOutlet outlet(Subscriber subscriber) {
        return outlets.get(subscriber);
    }

    /** A loop that asks for the time in a sweep or in a tick fails there, or no longer does. */
    void clockFails(boolean fails) {
        clockFails = fails;
    }

    /** In bytes, of buffers that nobody has given back. */
    long usedMemory() {
        return buffers.metric().usedDirectMemory();
    }

    /** Until nothing is left to do. */
    void settle() {
        while (loop.runOne() || kafka.answerOne()) {}
    }

    void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
        shard.tick();
    }

    private long nanoTime() {
        if (clockFails) {
            throw new Error("no memory for the time, says a test");
        }
        return nanos.get();
    }

    static Cursor cursor(long... positions) {
        Map<Integer, Long> next = new HashMap<>();
        IntStream.range(0, positions.length).forEach(partition -> next.put(partition, positions[partition]));
        return cursor(next);
    }

    static Cursor cursor(Map<Integer, Long> next) {
        return new Cursor(EPOCH, new TreeMap<>(next));
    }
}
