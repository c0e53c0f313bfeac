package io.logcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Keeps whatever is logged above debug from now on; not by tests, nor by the Kafka that lives in the same JVM, nor what is said
 * of Kafka and Redis, which clients do not cause.
 */
final class LogWatch implements AutoCloseable {

    private static final List<String> OTHERS = List.of(
            LogWatch.class.getPackageName(),
            "org.apache.kafka.",
            "kafka.",
            "state.change",
            "io.logcast.node.broker.BrokerWatch",
            "io.logcast.gateway.redis.WriterLease");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> all = new ListAppender<>();
    private final long since = System.nanoTime();

    LogWatch() {
        all.start();
        root.addAppender(all);
    }

    /** Nothing that clients can cause may fill the log. */
    void assertNothingMoreThanOnceAMinute() {
        long minutes = 1 + Duration.ofNanos(System.nanoTime() - since).toMinutes();
        events().stream()
                .collect(Collectors.groupingBy(event -> event.getLoggerName() + ": " + event.getMessage()))
                .forEach((what, times) -> assertThat(times.size()).as(what).isLessThanOrEqualTo((int) minutes));
    }

    private List<ILoggingEvent> events() {
        // Appenders are told of events while they are locked.
        synchronized (all) {
            return all.list.stream()
                    .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                    .filter(event -> OTHERS.stream().noneMatch(event.getLoggerName()::startsWith))
                    .toList();
        }
    }

    @Override
    public void close() {
        root.detachAppender(all);
    }
}
