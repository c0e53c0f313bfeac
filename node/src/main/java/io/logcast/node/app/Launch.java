package io.logcast.node.app;

import io.logcast.field.InvalidField;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a service from its {@code main}, or says in one line why that cannot be. */
public final class Launch {

    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    private Launch() {}

    /** Ends the process with exit code 1 when the service cannot start. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static ApplicationContext orExit(String service, ApplicationContextBuilder application) {
        try {
            ApplicationContext context = application.start();
            context.findBean(EmbeddedServer.class)
                    .ifPresent(server -> LOG.info("The {} listens on {}.", service, server.getURL()));
            return context;
        } catch (RuntimeException e) {
            Optional<String> reason = reasonOf(e);
            // A reason that we know of needs no stack trace, an unknown one does.
            reason.ifPresentOrElse(
                    known -> LOG.error("The {} does not start: {}", service, known),
                    () -> LOG.error("The {} does not start.", service, e));
            System.exit(1);
            throw e;
        }
    }

    /** What the operator has to change; empty if the failure is not one of settings. */
    static Optional<String> reasonOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidField || cause instanceof BindException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
