package io.logcast.gateway.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.gateway.redis.RedisSettings.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Ways by which Node's servers say things to each other, beside plain channels: streams and sharded channels. */
final class NewerTransports implements AutoCloseable {

    /** So long the only gateway may be away, until its successor writes to the log what a stream has kept for it. */
    private static final Duration STREAM_WINDOW = Duration.ofMinutes(1);

    /** Until clients that lost their connection have come back: what nobody hears is not in the log. */
    private static final Duration ROOM_LINGER = Duration.ofMinutes(2);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisLink link;
    private final Inbox inbox;
    private final Inlet inlet;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier crowded;
    private final ShardSubscriptions shards;
    private volatile StreamReader streams;
    private volatile ShardDoor shardDoor;

    /** @param crowded whether the log is behind */
    NewerTransports(RedisLink link, Inbox inbox, Inlet inlet, ScheduledExecutorService timer, BooleanSupplier crowded) {
        this.link = link;
        this.inbox = inbox;
        this.inlet = inlet;
        this.timer = timer;
        this.crowded = crowded;
        this.shards = new ShardSubscriptions(link);
    }

    /**
     * Reads what is added to these streams from now on; and what may not be in the log, if that is where it goes. Once, before
     * the end.
     */
    void readStreams(List<String> names, Route route, StreamReader.Listener listener) {
        Duration window = route == Route.LOG ? STREAM_WINDOW : Duration.ZERO;
        streams = new StreamReader(link, inbox, names, crowded, window, listener);
        streams.start();
    }

    /** Sharded channels, once there are such. All that comes on them goes to this door. */
    ShardSubscriptions openShards(ShardDoor opened) {
        shardDoor = opened;
        timer.scheduleWithFixedDelay(shards::retry, 0, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        return shards;
    }

    /** For the log all gateways hear a room's channel as long as one of them has sockets in it, and for a while. */
    ShardDoor.RoomChannels rooms(Route route) {
        return route == Route.DIRECT
                ? new OwnRooms(shards)
                : new RoomsOfAll(inlet.onDemand("sharded", shards, ROOM_LINGER));
    }

    /** See {@link Subscriptions#hold}. */
    void hold() {
        shards.hold();
    }

    void renew() {
        shards.renew();
    }

    /** On lettuce's thread. */
    void sharded(byte[] channel, byte[] message) {
        inbox.offer(message.length, () -> shardDoor.read(new String(channel, UTF_8), message));
    }

    @Override
    public void close() throws InterruptedException {
        StreamReader reader = streams;
        if (reader != null) {
            reader.close();
        }
    }

    private record OwnRooms(Hearing hearing) implements ShardDoor.RoomChannels {

        @Override
        public void want(String channel) {
            hearing.add(List.of(channel));
        }

        @Override
        public void unwant(String channel) {
            hearing.remove(List.of(channel));
        }
    }

    private record RoomsOfAll(OnDemandChannels wishes) implements ShardDoor.RoomChannels {

        @Override
        public void want(String channel) {
            wishes.ask(channel);
        }

        @Override
        public void unwant(String channel) {
            wishes.unwant(channel);
        }
    }
}
