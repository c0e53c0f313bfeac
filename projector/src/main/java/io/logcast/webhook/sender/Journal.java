package io.logcast.webhook.sender;

import io.logcast.event.Event;
import io.logcast.webhook.Attempt;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookDefinition;
import java.util.concurrent.CompletionStage;

/** What is written down. Nothing blocks; each stage completes when Kafka has it, or exceptionally, on any thread. */
interface Journal {

    CompletionStage<?> attempt(Attempt attempt);

    /** Keeps the note in place of the one before of its key. */
    CompletionStage<?> keep(RetryNote note);

    /** The note is settled. */
    CompletionStage<?> forget(RetryNote note);

    CompletionStage<?> publish(Event event);

    /** Nothing triggers it any more, unless somebody has changed it since. */
    CompletionStage<?> disable(WebhookDefinition webhook);
}
