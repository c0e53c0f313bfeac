package io.logcast.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's two connections to Redis, one for commands and one that hears messages. Redis may be away at any time, at the
 * start too: the link's thread makes the first connections, after that lettuce reconnects by itself. Nothing of the log
 * depends on it.
 */
public final class RedisLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    /** Commands that Redis has not taken yet; more are refused, for a message that comes late helps nobody. */
    private static final int WAITING_COMMANDS = 10_000;

    /**
     * The connection that hears messages says nothing by itself: without probes it could be dead for hours. Six seconds are less
     * than other gateways keep what this one should have written.
     */
    private static final KeepAliveOptions PROBES = KeepAliveOptions.builder()
            .enable()
            .idle(Duration.ofSeconds(3))
            .interval(Duration.ofSeconds(1))
            .count(3)
            .build();

    private final RedisClient client;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::connect, "logcast-redis");
    private volatile StatefulRedisConnection<byte[], byte[]> commands;
    private volatile StatefulRedisPubSubConnection<byte[], byte[]> subscriptions;
    private volatile boolean commandsUp;
    private volatile boolean subscriptionsUp;
    private boolean told;

    private RedisLink(RedisClient client) {
        this.client = client;
        thread.setDaemon(true);
    }

    /** Returns at once, also while Redis is away. What is sent while it is away fails instead of waiting. */
    public static RedisLink start(RedisClient client) {
        ClientOptions options = client.getOptions()
                .mutate()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(WAITING_COMMANDS)
                .socketOptions(client.getOptions()
                        .getSocketOptions()
                        .mutate()
                        .keepAlive(PROBES)
                        .build())
                .build();
        client.setOptions(options);
        RedisLink link = new RedisLink(client);
        client.addListener(link.new States());
        link.thread.start();
        return link;
    }

    public boolean isUp() {
        return commandsUp && subscriptionsUp;
    }

    /** Empty until Redis has been there for the first time. */
    Optional<StatefulRedisConnection<byte[], byte[]>> commands() {
        return Optional.ofNullable(commands);
    }

    /** Empty until Redis has been there for the first time. */
    Optional<StatefulRedisPubSubConnection<byte[], byte[]>> subscriptions() {
        return Optional.ofNullable(subscriptions);
    }

    boolean isClosed() {
        return stopping.getCount() == 0;
    }

    /**
     * A connection of the caller's, for commands that block; blocks itself.
     *
     * @throws RedisException if Redis is away
     */
    StatefulRedisConnection<byte[], byte[]> connectAnother() {
        if (commands == null) {
            throw new RedisException("Redis has not been there yet");
        }
        return client.connect(ByteArrayCodec.INSTANCE);
    }

    void addListener(Listener listener) {
        listeners.add(listener);
        if (subscriptions != null) {
            listener.connected();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        thread.join();
        if (commands != null) {
            commands.close();
        }
        if (subscriptions != null) {
            subscriptions.close();
        }
    }

    private void connect() {
        while (stopping.getCount() > 0 && subscriptions == null) {
            try {
                connectBoth();
                listeners.forEach(Listener::connected);
            } catch (RedisException e) {
                tellOnce(e);
                pause();
            }
        }
    }

    private void connectBoth() {
        if (commands == null) {
            commands = client.connect(ByteArrayCodec.INSTANCE);
        }
        StatefulRedisPubSubConnection<byte[], byte[]> connection = client.connectPubSub(ByteArrayCodec.INSTANCE);
        connection.addListener(new Messages());
        subscriptions = connection;
        LOG.info("Connected to Redis");
    }

    private void tellOnce(RedisException cause) {
        if (!told) {
            LOG.warn(
                    "Redis is not reachable: {}. Retrying; everything that does not need it works.",
                    cause.getMessage());
            told = true;
        }
    }

    private void pause() {
        try {
            stopping.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }

    /** Called on lettuce's threads or the link's: must not block. */
    interface Listener {

        /** Redis is there, for the first time or again; what was subscribed before may have to be again. */
        void connected();

        /** Messages are missed from now on. */
        void disconnected();

        /** @param pattern by which it is heard; null if by the channel's name */
        void message(byte[] pattern, byte[] channel, byte[] message);

        void sharded(byte[] channel, byte[] message);
    }

    private final class Messages extends RedisPubSubAdapter<byte[], byte[]> {

        @Override
        public void message(byte[] channel, byte[] message) {
            message(null, channel, message);
        }

        @Override
        public void message(byte[] pattern, byte[] channel, byte[] message) {
            listeners.forEach(listener -> listener.message(pattern, channel, message));
        }

        @Override
        public void smessage(byte[] channel, byte[] message) {
            listeners.forEach(listener -> listener.sharded(channel, message));
        }
    }

    /** Called on lettuce's threads. */
    private final class States implements RedisConnectionStateListener {

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
            if (handler instanceof StatefulRedisPubSubConnection) {
                subscriptionsUp = true;
            } else if (isForCommands(handler)) {
                commandsUp = true;
            } else {
                return;
            }
            tellOfReturn();
        }

        /** Until that connection is known, there is no other. */
        private boolean isForCommands(RedisChannelHandler<?, ?> handler) {
            return commands == null || handler == commands;
        }

        /** Before the first connections are known, the link's thread tells the listeners. */
        private void tellOfReturn() {
            if (subscriptions != null && isUp()) {
                LOG.info("Connected to Redis again");
                listeners.forEach(Listener::connected);
            }
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            if (handler instanceof StatefulRedisPubSubConnection) {
                subscriptionsUp = false;
                listeners.forEach(Listener::disconnected);
                tellThatItIsAway();
            } else if (isForCommands(handler)) {
                commandsUp = false;
            }
        }

        private void tellThatItIsAway() {
            if (stopping.getCount() > 0) {
                LOG.warn("Redis went away. Retrying; everything that does not need it works.");
            }
        }

        @Override
        public void onRedisExceptionCaught(RedisChannelHandler<?, ?> handler, Throwable cause) {
            LOG.debug("on the Redis connection", cause);
        }
    }
}
