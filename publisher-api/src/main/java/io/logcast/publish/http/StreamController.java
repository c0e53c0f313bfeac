package io.logcast.publish.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.channel.StreamId;
import io.logcast.json.Json;
import io.logcast.json.MalformedJson;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.logcast.node.http.ProblemResponses;
import io.logcast.node.http.Refusals;
import io.logcast.publish.stream.StreamRegistry;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamDefinitionCodec;
import io.logcast.stream.StreamKey;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code /v1/streams}: the stream definitions of the caller's tenant, or of the tenant that a core caller names. */
@Controller("/v1/streams")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class StreamController {

    private static final Roles ADMINS = Roles.of("stream-admin");
    private static final Roles READERS = ADMINS.and(Roles.STREAM_LISTENER).and(PublishController.SENDERS);

    private final StreamRegistry registry;

    StreamController(StreamRegistry registry) {
        this.registry = registry;
    }

    @Get
    HttpResponse<byte[]> list(Caller caller, @QueryValue @Nullable String tenant) {
        caller.requireAny(READERS);
        ArrayNode streams = Json.object().arrayNode();
        registry.of(caller.tenantOr(tenant)).forEach(stream -> streams.add(StreamDefinitionCodec.toJson(stream)));
        return Answers.json(HttpStatus.OK, streams);
    }

    @Get("/{id}")
    HttpResponse<byte[]> get(Caller caller, String id, @QueryValue @Nullable String tenant) {
        caller.requireAny(READERS);
        return registry.find(keyOf(caller, tenant, id))
                .map(stream -> Answers.json(HttpStatus.OK, StreamDefinitionCodec.toJson(stream)))
                .orElseThrow(StreamController::unknownStream);
    }

    @Put("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    CompletionStage<MutableHttpResponse<byte[]>> put(
            Caller caller, String id, @QueryValue @Nullable String tenant, @Body byte[] body) throws MalformedJson {
        caller.requireAny(ADMINS);
        StreamDefinition stream = StreamDefinitionCodec.read(keyOf(caller, tenant, id), Documents.parse(body));
        return answer(
                registry.put(stream),
                isNew ->
                        Answers.json(isNew ? HttpStatus.CREATED : HttpStatus.OK, StreamDefinitionCodec.toJson(stream)));
    }

    @Delete("/{id}")
    CompletionStage<MutableHttpResponse<byte[]>> delete(Caller caller, String id, @QueryValue @Nullable String tenant) {
        caller.requireAny(ADMINS);
        return answer(registry.delete(keyOf(caller, tenant, id)), wasThere -> {
            if (!wasThere) {
                throw unknownStream();
            }
            return HttpResponse.noContent();
        });
    }

    private static <T> CompletionStage<MutableHttpResponse<byte[]>> answer(
            CompletionStage<T> done, Function<T, MutableHttpResponse<byte[]>> ok) {
        return done.thenApply(ok).exceptionally(failure -> ProblemResponses.of(Refusals.of(failure)));
    }

    private static StreamKey keyOf(Caller caller, String tenant, String id) {
        return new StreamKey(caller.tenantOr(tenant), new StreamId(id));
    }

    private static ProblemException unknownStream() {
        return new ProblemException(ProblemCode.NOT_FOUND, "there is no such stream");
    }
}
