package io.logcast.publish.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.event.EventLog;
import io.logcast.node.event.Receipt;
import io.logcast.node.http.Refusals;
import io.micronaut.http.MutableHttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request to publish: read, append each event in its order, answer when the last one is kept or refused. */
final class Publication {

    static final int MAX_EVENTS = 1000;

    private final EventLog log;
    private final EventForm form;
    private final Sender sender;

    Publication(EventLog log, EventForm form, Sender sender) {
        this.log = log;
        this.form = form;
        this.sender = sender;
    }

    CompletionStage<MutableHttpResponse<byte[]>> publish(byte[] body) {
        try {
            JsonNode json = Json.parse(body);
            if (!form.takes(json)) {
                throw new InvalidField("body", "must be an event, or an array of events, as its content type says");
            }
            return json.isArray() ? publishAll(json) : publishOne(json).thenApply(Answers::of);
        } catch (MalformedJson | InvalidField e) {
            return CompletableFuture.completedFuture(Answers.of(new Outcome.Refused(Refusals.of(e))));
        }
    }

    private CompletionStage<Outcome> publishOne(JsonNode event) {
        return append(event)
                .handle((receipt, failure) ->
                        failure == null ? new Outcome.Accepted(receipt) : new Outcome.Refused(Refusals.of(failure)));
    }

    private CompletionStage<MutableHttpResponse<byte[]>> publishAll(JsonNode events) {
        requireCount(events.size());
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(events.size());
        events.forEach(event -> outcomes.add(publishOne(event).toCompletableFuture()));
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(all -> Answers.of(
                        outcomes.stream().map(CompletableFuture::join).toList()));
    }

    private CompletionStage<Receipt> append(JsonNode event) {
        try {
            return log.append(form.read(event, sender));
        } catch (MalformedJson | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void requireCount(int events) {
        if (events < 1 || events > MAX_EVENTS) {
            throw new InvalidField("body", "must have 1 to " + MAX_EVENTS + " events, it has " + events);
        }
    }
}
