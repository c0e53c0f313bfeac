package io.logcast.gateway.replay;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replay thread: takes an errand, does it, tells the desk. Its consumer is made by the first errand and stays. */
final class ReplayReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayReader.class);

    private final int number;
    private final ReplayDesk desk;
    private final Supplier<PartitionLog> logs;
    private final Thread thread;
    private PartitionLog log;
    private long generation;

    ReplayReader(int number, ReplayDesk desk, Supplier<PartitionLog> logs) {
        this.number = number;
        this.desk = desk;
        this.logs = logs;
        this.thread = new Thread(this::run, name(number));
        thread.setDaemon(true);
    }

    static String name(int number) {
        return "logcast-replay-" + number;
    }

    void start() {
        thread.start();
    }

    /** An interrupt, because the thread may sleep in Kafka as well as at the desk. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void run() {
        try {
            while (true) {
                perform(desk.take(number));
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("{} stops", thread.getName());
        } finally {
            Thread.interrupted();
            if (log != null) {
                log.close();
            }
        }
    }

    /** One step, on the thread that calls: this one's own, or that of a test. */
    void perform(Errand errand) {
        if (errand instanceof BlockRead read) {
            read(read);
        } else if (errand instanceof Question<?> question) {
            ask(question);
        }
    }

    private void read(BlockRead read) {
        Stretch found;
        try {
            found = log(read.generation()).read(read.partition(), read.from());
        } catch (RuntimeException | Error e) {
            // Errors too: who waits for a read that nobody ends waits for ever, and so does everybody who joins it.
            desk.failed(read, e, standing());
            rethrowInterrupt(e);
            return;
        }
        desk.found(read, found, standing());
    }

    private void ask(Question<?> question) {
        try {
            question.ask(log(generation));
        } catch (RuntimeException | Error e) {
            question.refuse(e);
            rethrowInterrupt(e);
        }
        desk.told(standing());
    }

    /** What was fetched of an earlier topic must not be taken for what this one has. */
    private PartitionLog log(long wanted) {
        if (log == null) {
            log = logs.get();
        }
        if (generation != wanted) {
            log.forget();
            generation = wanted;
        }
        return log;
    }

    private Standing standing() {
        return log == null ? new Standing(number, Map.of(), 0) : new Standing(number, log.positions(), log.received());
    }

    private static void rethrowInterrupt(Throwable e) {
        if (e instanceof InterruptException interrupt) {
            throw interrupt;
        }
    }
}
