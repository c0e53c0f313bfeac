package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is kept in Redis by others of this gateway: scripts, each of which is one step there. */
public final class RedisScripts {

    private final RedisLink link;

    public RedisScripts(RedisLink link) {
        this.link = link;
    }

    /**
     * From any thread, in the order of the calls.
     *
     * @param script Lua, with the arguments in {@code ARGV}; answers with a list of texts
     * @return fails while Redis is away
     */
    public CompletionStage<List<String>> run(String script, List<String> arguments) {
        byte[][] values = arguments.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
        return link.commands()
                .map(StatefulRedisConnection::async)
                .<CompletionStage<List<String>>>map(redis -> redis.<List<byte[]>>eval(
                                script.getBytes(UTF_8), ScriptOutputType.MULTI, new byte[0][], values)
                        .thenApply(RedisScripts::texts))
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("Redis is away")));
    }

    private static List<String> texts(List<byte[]> answer) {
        return answer.stream().map(text -> new String(text, UTF_8)).toList();
    }
}
