package io.logcast.node.http;

import io.logcast.event.Event;
import io.logcast.field.InvalidField;
import io.logcast.json.MalformedJson;
import io.logcast.node.append.AppendRefused;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, as the sender reads it. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    public static Problem of(Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (failure instanceof ProblemException refusal) {
            return refusal.problem();
        }
        if (failure instanceof InvalidField refusal) {
            return Problem.of(refusal);
        }
        if (failure instanceof MalformedJson refusal) {
            return Problem.of(refusal);
        }
        if (failure instanceof AppendRefused refusal) {
            return of(refusal);
        }
        LOG.error("A request failed.", failure);
        return Problem.of(ProblemCode.INTERNAL, "the request could not be processed");
    }

    private static Problem of(AppendRefused refused) {
        String detail = refused.getMessage();
        return switch (refused.refusal()) {
            case TOO_LARGE -> Problem.of(ProblemCode.TOO_LARGE, detail).limitedTo(Event.MAX_BYTES);
            case OVERLOADED -> Problem.of(ProblemCode.OVERLOADED, detail);
            case BROKER_AWAY, NOT_ACKNOWLEDGED -> Problem.of(ProblemCode.BROKER_AWAY, detail);
        };
    }
}
