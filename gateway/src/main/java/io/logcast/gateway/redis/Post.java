package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.logcast.gateway.msgpack.MessagePackWriter;
import io.logcast.json.Json;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Publishes what this gateway has to say. From any thread, in the order of the calls; what Redis does not take is counted. */
final class Post {

    private final RedisLink link;
    private final RedisCounters counters;

    Post(RedisLink link, RedisCounters counters) {
        this.link = link;
        this.counters = counters;
    }

    void json(String channel, JsonNode message) {
        send(channel, Json.bytes(message));
    }

    void messagePack(String channel, JsonNode message) {
        send(channel, MessagePackWriter.bytes(message));
    }

    void sharded(String channel, JsonNode message) {
        counted(redis().<CompletionStage<Long>>map(
                        redis -> redis.spublish(channel.getBytes(UTF_8), Json.bytes(message)))
                .orElseGet(Post::away));
    }

    /** @return how many have heard it */
    CompletionStage<Long> text(String channel, String message) {
        return send(channel, message.getBytes(UTF_8));
    }

    /** @return how many have heard it */
    CompletionStage<Long> bytes(String channel, byte[] message) {
        return send(channel, message);
    }

    private CompletionStage<Long> send(String channel, byte[] message) {
        return counted(redis().<CompletionStage<Long>>map(redis -> redis.publish(channel.getBytes(UTF_8), message))
                .orElseGet(Post::away));
    }

    private CompletionStage<Long> counted(CompletionStage<Long> sent) {
        return sent.whenComplete((heard, failure) -> {
            if (failure != null) {
                counters.count(Tally.UNSENT);
            }
        });
    }

    /** How many have subscribed to a channel by its name, this gateway included. */
    CompletionStage<Long> subscribers(String channel) {
        return redis().<CompletionStage<Long>>map(redis -> redis.pubsubNumsub(channel.getBytes(UTF_8))
                        .thenApply(counts -> counts.values().iterator().next()))
                .orElseGet(Post::away);
    }

    private Optional<RedisAsyncCommands<byte[], byte[]>> redis() {
        return link.commands().map(StatefulRedisConnection::async);
    }

    private static CompletionStage<Long> away() {
        return CompletableFuture.failedFuture(new IllegalStateException("Redis is away"));
    }
}
