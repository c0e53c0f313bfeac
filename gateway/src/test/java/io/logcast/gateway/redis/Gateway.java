package io.logcast.gateway.redis;

import io.lettuce.core.RedisClient;
import io.logcast.event.TenantId;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that is nothing but its door to Redis. */
final class Gateway implements AutoCloseable {

    final RecordingAdapter adapter = new RecordingAdapter();
    final List<String> logged = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final RedisDoor door;
    private final RedisClient client;
    private final RedisLink link;

    private Gateway(URI redis, RedisSettings settings, String name) {
        client = RedisClient.create(redis.toString());
        link = RedisLink.start(client);
        PacketLog log = (namespace, rooms, except, event) -> {
            logged.add(namespace + " " + rooms + " " + event);
            return CompletableFuture.completedFuture(null);
        };
        ServerSideEvents events = (namespace, event) -> {
            heard.add(namespace + " " + event);
            return event.textNode(name + " heard " + event.get(0).textValue());
        };
        NamespaceTenants tenants = namespace -> Optional.of(TenantId.CORE);
        door = RedisDoor.open(link, settings, name, new RedisDoor.Inside(adapter, log, tenants, events));
    }

    static Gateway start(URI redis, RedisSettings settings, String name) {
        return new Gateway(redis, settings, name);
    }

    static RedisSettings settings(Mode mode, Route route) {
        return new RedisSettings(mode, route, "socket.io", 100_000, 10_000, false);
    }

    boolean isUp() {
        return link.isUp();
    }

    long count(Tally tally) {
        return door.counters().of(tally);
    }

    /** Without a word to Redis or to others, as a process dies. */
    void kill() throws InterruptedException {
        link.close();
        client.shutdown();
    }

    @Override
    public void close() throws InterruptedException {
        door.close();
        kill();
    }
}
