package io.logcast.node.app;

import io.logcast.field.InvalidField;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a service from its {@code main}, or says in one line why that cannot be. Micronaut's own launcher would print a
 * stack trace and end the process before anybody could say it better.
 */
public final class Launch {

    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    private Launch() {}

    /** Ends the process with exit code 1 when the service cannot start; else it runs until SIGTERM or SIGINT. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void orExit(String service, ApplicationContextBuilder application) {
        try {
            // Not application.start(): where the builder is Micronaut's launcher, that ends the process by itself.
            run(service, application.build().start());
        } catch (RuntimeException e) {
            sayWhy(service, e);
            System.exit(1);
        }
    }

    private static void run(String service, ApplicationContext context) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, stopped), "logcast-stop"));
        context.findBean(EmbeddedServer.class).ifPresent(EmbeddedServer::start);
        context.findBean(EmbeddedServer.class)
                .ifPresent(server -> LOG.info("The {} listens on {}.", service, server.getURL()));
        keepAlive(stopped);
    }

    private static void stop(ApplicationContext context, CountDownLatch stopped) {
        context.close();
        stopped.countDown();
    }

    /** The threads of a service are daemons: without this one the process would end with {@code main}. */
    private static void keepAlive(CountDownLatch stopped) {
        new Thread(
                        () -> {
                            try {
                                stopped.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "logcast-alive")
                .start();
    }

    private static void sayWhy(String service, RuntimeException failure) {
        // A reason that we know of needs no stack trace, an unknown one does.
        reasonOf(failure)
                .ifPresentOrElse(
                        reason -> LOG.error("The {} does not start: {}", service, reason),
                        () -> LOG.error("The {} does not start.", service, failure));
    }

    /** What the operator has to change; empty if the failure is not one of settings. */
    public static Optional<String> reasonOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidField || cause instanceof ServerStartupException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
