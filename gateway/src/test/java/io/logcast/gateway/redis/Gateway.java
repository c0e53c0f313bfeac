package io.logcast.gateway.redis;

import io.lettuce.core.RedisClient;
import io.logcast.event.Event;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.gateway.redis.RedisSettings.Mode;
import io.logcast.gateway.redis.RedisSettings.Route;
import io.logcast.node.event.Receipt;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that is nothing but its doors to Redis. */
final class Gateway implements AutoCloseable {

    final RecordingAdapter adapter = new RecordingAdapter();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final RedisStation station;
    final RedisDoor door;
    private final String name;
    private final SharedLog log;
    private final RedisClient client;
    private final RedisLink link;
    private volatile boolean dead;

    private Gateway(URI redis, RedisSettings settings, String name, SharedLog log) {
        this.name = name;
        this.log = log;
        client = RedisClient.create(redis.toString());
        link = RedisLink.start(client);
        station = RedisStation.open(link, settings, name, this::append, log.recent());
        door = settings.mode() == Mode.OFF ? null : door(settings);
    }

    static Gateway start(URI redis, RedisSettings settings, String name) {
        return start(redis, settings, name, new SharedLog());
    }

    static Gateway start(URI redis, RedisSettings settings, String name, SharedLog log) {
        return new Gateway(redis, settings, name, log);
    }

    static RedisSettings settings(Mode mode, Route route) {
        return settings(mode, route, List.of(), List.of());
    }

    static RedisSettings settings(Mode mode, Route route, List<String> streams, List<String> sharded) {
        return new RedisSettings(mode, route, "socket.io", 100_000, 10_000, false, streams, sharded);
    }

    boolean isUp() {
        return link.isUp();
    }

    long count(Tally tally) {
        return station.counters().of(tally);
    }

    List<String> logged() {
        return log.writtenBy(name);
    }

    /** Without a word to Redis or to others, as a process dies: what it has heard is lost. */
    void kill() throws InterruptedException {
        dead = true;
        end();
    }

    @Override
    public void close() throws InterruptedException {
        station.close();
        end();
    }

    private void end() throws InterruptedException {
        link.close();
        client.shutdown();
    }

    private RedisDoor door(RedisSettings settings) {
        PacketLog packets = (id, namespace, rooms, except, event) -> write(id, namespace + " " + rooms + " " + event);
        ServerSideEvents events = (namespace, event) -> {
            heard.add(namespace + " " + event);
            return event.textNode(name + " heard " + event.get(0).textValue());
        };
        NamespaceTenants tenants = namespace -> Optional.of(TenantId.CORE);
        return RedisDoor.open(station, settings, new RedisDoor.Inside(adapter, packets, tenants, events));
    }

    private CompletionStage<Receipt> append(Event event) {
        return write(event.id(), event.to() + " " + event.payload()).thenApply(done -> new Receipt(event.id(), 0, 0));
    }

    private CompletionStage<Void> write(EventId id, String text) {
        return dead ? new CompletableFuture<>() : log.append(name, id, text);
    }
}
