package io.logcast.gateway.namespace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.field.InvalidField;
import io.logcast.gateway.socketio.Verdict;
import io.logcast.json.Json;
import io.logcast.node.http.Problem;
import io.logcast.node.http.ProblemException;
import java.util.concurrent.CompletionException;

/** Problems as a client of Socket.IO is told: never the inside of a failure, and nothing for good that will pass. */
final class Refusal {

    private Refusal() {}

    /** A failure that is none of ours is passed on: it is a defect, and refuses without details. */
    static Verdict verdict(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException refusal) {
            return of(refusal.problem());
        }
        if (cause instanceof Declined refusal) {
            return new Verdict.Refused(refusal.getMessage(), null);
        }
        if (cause instanceof InvalidField refusal) {
            return of(Problem.of(refusal));
        }
        if (cause instanceof Unanswered) {
            return new Verdict.Later();
        }
        throw new CompletionException(cause);
    }

    private static Verdict of(Problem problem) {
        if (problem.retryAfter() != null) {
            return new Verdict.Later();
        }
        ObjectNode data = Json.object()
                .put("code", problem.type().substring(problem.type().lastIndexOf(':') + 1))
                .put("status", problem.status());
        if (problem.field() != null) {
            data.put("field", problem.field());
        }
        return new Verdict.Refused(problem.detail(), data);
    }
}
