package io.logcast.gateway.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * What is to be asked of Kafka: errands that somebody waits for, by turns, and blocks to be read ahead, when nobody
 * does. Knows the reads under way too, so that nothing is read twice at a time. Guarded by the {@link ReplayDesk}.
 */
final class Backlog {

    /** Reads ahead that wait; while there are that many, Kafka does not keep up, and more of them would be no help. */
    private static final int MOST_AHEAD = 16;

    /** Whose turn it is: questions come before a subscriber begins, in a round of their own. */
    private static final Object BEGINNERS = new Object();

    private final Turns turns = new Turns();
    private final Deque<BlockRead> ahead = new ArrayDeque<>();
    private final Shelf<BlockRead> reads = new Shelf<>();
    private final Map<Integer, Question<LogRange>> ranges = new HashMap<>();
    private long generation;

    /** @return whether it joins a read that there already was */
    boolean add(Request request) {
        BlockRead near = near(request.partition(), request.from());
        BlockRead read = near == null ? open(request.partition(), request.from()) : near;
        if (read.join(request) && !read.isBegun()) {
            ahead.remove(read);
            turns.add(request.tenant(), read);
        }
        return near != null;
    }

    void add(Question<?> question) {
        turns.add(BEGINNERS, question);
    }

    /** One question for all who ask before it is on its way: it is about the time when it is answered. */
    CompletableFuture<LogRange> range(int partition) {
        return ranges.computeIfAbsent(partition, this::askRange).answer();
    }

    /** Wants the block that begins there, if it is not wanted yet and there is time for it. */
    void readAhead(int partition, long from) {
        if (near(partition, from) == null && ahead.size() < MOST_AHEAD) {
            ahead.add(open(partition, from));
        }
    }

    /** @return what to do next; null if there is nothing that may go */
    Errand take(Predicate<BlockRead> mayGo) {
        Errand waited = turns.take(errand -> !(errand instanceof BlockRead read) || mayGo.test(read));
        Errand next = waited == null ? takeAhead(mayGo) : waited;
        if (next instanceof BlockRead read) {
            begin(read);
        } else if (next instanceof Question<?> question) {
            ranges.values().removeIf(range -> range.equals(question));
        }
        return next;
    }

    void done(BlockRead read) {
        reads.remove(read.partition(), read.from(), read);
    }

    /** From now on the topic is another one: nobody joins what was begun, or asked for, before. */
    void forget() {
        generation++;
        reads.clear();
        ahead.clear();
    }

    boolean isCurrent(BlockRead read) {
        return read.generation() == generation;
    }

    private BlockRead near(int partition, long from) {
        BlockRead found = reads.at(partition, from);
        return found != null && found.isNear(from) ? found : null;
    }

    private BlockRead open(int partition, long from) {
        BlockRead read = new BlockRead(partition, from, generation);
        reads.put(partition, from, read);
        return read;
    }

    private Question<LogRange> askRange(int partition) {
        Question<LogRange> question = new Question<>(log -> log.range(partition), new CompletableFuture<>());
        add(question);
        return question;
    }

    private void begin(BlockRead read) {
        read.begin();
        if (read.isForSeveral()) {
            turns.remove(read);
        }
    }

    private BlockRead takeAhead(Predicate<BlockRead> mayGo) {
        BlockRead found = ahead.stream().filter(mayGo).findFirst().orElse(null);
        ahead.remove(found);
        return found;
    }
}
