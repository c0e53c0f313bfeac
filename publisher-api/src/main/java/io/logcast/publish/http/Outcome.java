package io.logcast.publish.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import io.logcast.node.event.Receipt;
import io.logcast.node.http.Problem;

/** What became of one event of a request. */
sealed interface Outcome {

    boolean isAccepted();

    /** Refused because the log is away or overloaded: the same event may be accepted later. */
    boolean isRetryable();

    ObjectNode toJson();

    /** The log has it. */
    record Accepted(Receipt receipt) implements Outcome {

        @Override
        public boolean isAccepted() {
            return true;
        }

        @Override
        public boolean isRetryable() {
            return false;
        }

        @Override
        public ObjectNode toJson() {
            return Json.object().put("id", receipt.id().value()).put("position", receipt.position());
        }
    }

    /** It was not acknowledged. */
    record Refused(Problem problem) implements Outcome {

        @Override
        public boolean isAccepted() {
            return false;
        }

        @Override
        public boolean isRetryable() {
            return problem.retryAfter() != null;
        }

        @Override
        public ObjectNode toJson() {
            return problem.toJson();
        }
    }
}
