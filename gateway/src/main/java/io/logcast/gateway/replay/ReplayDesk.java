package io.logcast.gateway.replay;

import io.logcast.event.TenantId;
import io.logcast.gateway.tail.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where those who need old entries and those who read Kafka meet. A request is answered from a block at hand, or joins
 * the read that will probably bring it, or becomes a read of its own; a reader takes the next errand and brings back
 * what it found. Who has got far into a block makes the next one be read ahead.
 *
 * <p>One monitor, this, guards everything here and in the {@link Backlog} and the {@link BlockCache}: event loops and
 * reader threads hold it for a look-up, never while they read, cut a slice or answer. Answers are given on the thread
 * that asked, if a block is at hand, else on that of the reader.
 */
final class ReplayDesk implements AutoCloseable {

    private final BlockCache cache;
    private final Backlog backlog = new Backlog();
    private final Map<Integer, Standing> readers = new HashMap<>();
    private boolean closed;
    private long blocksRead;
    private long bytesRead;
    private long answersFromMemory;
    private long answersJoined;

    /** @param bytes for blocks, kept and under way */
    ReplayDesk(long bytes) {
        this.cache = new BlockCache(bytes);
    }

    CompletionStage<Slice> read(TenantId tenant, int partition, long from) {
        Request request = new Request(tenant, partition, from);
        List<Runnable> answers = new ArrayList<>(1);
        match(request, answers);
        answers.forEach(Runnable::run);
        return request.answer();
    }

    synchronized CompletionStage<LogRange> range(int partition) {
        if (closed) {
            return CompletableFuture.failedFuture(stopped());
        }
        CompletionStage<LogRange> answer = backlog.range(partition);
        notifyAll();
        return answer;
    }

    synchronized CompletionStage<Long> since(int partition, Instant time) {
        if (closed) {
            return CompletableFuture.failedFuture(stopped());
        }
        Question<Long> question = new Question<>(log -> log.since(partition, time), new CompletableFuture<>());
        backlog.add(question);
        notifyAll();
        return question.answer();
    }

    /** The next errand for the reader; waits until there is one. */
    synchronized Errand take(int reader) throws InterruptedException {
        Errand next = poll(reader);
        while (next == null) {
            wait();
            next = poll(reader);
        }
        return next;
    }

    /** @return null if there is nothing for that reader now */
    synchronized Errand poll(int reader) {
        Errand next = backlog.take(read -> isFor(reader, read));
        if (next instanceof BlockRead) {
            cache.reserve();
        }
        return next;
    }

    /** The block is read: all who wait for it get their part, and who finds that it does not reach far enough asks anew. */
    void found(BlockRead read, Stretch stretch, Standing standing) {
        settle(read, stretch, standing).forEach(Runnable::run);
    }

    void failed(BlockRead read, Throwable cause, Standing standing) {
        end(read, standing);
        read.refuse(cause);
    }

    /** A reader has done something else. */
    synchronized void told(Standing standing) {
        bytesRead += standing.received();
        readers.put(standing.reader(), standing);
        notifyAll();
    }

    /** What has been read may no longer be what the log holds: the topic is another one. */
    synchronized void forget() {
        backlog.forget();
        cache.clear();
        readers.clear();
    }

    synchronized ReplayStats stats() {
        return new ReplayStats(blocksRead, bytesRead, answersFromMemory, answersJoined, cache.bytes());
    }

    /** Refuses what waits and what comes; a read under way still answers. */
    @Override
    public void close() {
        List<Errand> refused = clear();
        refused.forEach(errand -> errand.refuse(stopped()));
    }

    private synchronized List<Errand> clear() {
        closed = true;
        List<Errand> all = new ArrayList<>();
        for (Errand next = backlog.take(read -> true); next != null; next = backlog.take(read -> true)) {
            all.add(next);
        }
        return all;
    }

    private synchronized void match(Request request, List<Runnable> answers) {
        Block found = cache.find(request.partition(), request.from());
        if (closed) {
            answers.add(() -> request.answer().completeExceptionally(stopped()));
        } else if (found != null) {
            answersFromMemory++;
            answers.add(() -> answer(request, found));
        } else {
            answersJoined += backlog.add(request) ? 1 : 0;
            notifyAll();
        }
    }

    private synchronized List<Runnable> settle(BlockRead read, Stretch stretch, Standing standing) {
        end(read, standing);
        if (stretch instanceof Block block) {
            blocksRead++;
            keep(read, block);
        }
        List<Runnable> answers = new ArrayList<>(read.waiting().size());
        for (Request request : read.waiting()) {
            if (stretch.covers(request.from())) {
                answers.add(() -> answer(request, stretch));
            } else {
                match(request, answers);
            }
        }
        return answers;
    }

    private synchronized void end(BlockRead read, Standing standing) {
        cache.release();
        backlog.done(read);
        told(standing);
    }

    private void keep(BlockRead read, Block block) {
        if (backlog.isCurrent(read)) {
            cache.add(block);
        }
    }

    private void answer(Request request, Stretch stretch) {
        Slice slice = stretch.slice(request.from());
        if (stretch instanceof Block block && slice instanceof Slice.Entries entries && block.isLate(entries.next())) {
            readAhead(block);
        }
        request.answer().complete(slice);
    }

    private synchronized void readAhead(Block block) {
        if (!closed && !block.isLast() && cache.find(block.partition(), block.next()) == null) {
            backlog.readAhead(block.partition(), block.next());
            notifyAll();
        }
    }

    /** A read that continues where a reader stands is left to that one: it has fetched the beginning already. */
    private boolean isFor(int reader, BlockRead read) {
        Standing own = readers.get(reader);
        if (own != null && own.isAt(read)) {
            return true;
        }
        return readers.values().stream().noneMatch(standing -> standing.isAt(read));
    }

    private static CancellationException stopped() {
        return new CancellationException("the gateway stops");
    }
}
