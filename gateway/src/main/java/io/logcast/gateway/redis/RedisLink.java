package io.logcast.gateway.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's connection to Redis, which may be away at any time, at the start too. Its thread makes the first
 * connection; after that lettuce reconnects by itself. Nothing of the log depends on it.
 */
public final class RedisLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    private final RedisClient client;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::connect, "logcast-redis");
    private StatefulRedisConnection<String, String> connection;
    private volatile boolean up;
    private boolean told;

    private RedisLink(RedisClient client) {
        this.client = client;
        thread.setDaemon(true);
    }

    /** Returns at once, also while Redis is away. */
    public static RedisLink start(RedisClient client) {
        RedisLink link = new RedisLink(client);
        client.addListener(link.new States());
        link.thread.start();
        return link;
    }

    public boolean isUp() {
        return up;
    }

    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        thread.join();
        if (connection != null) {
            connection.close();
        }
    }

    private void connect() {
        while (stopping.getCount() > 0 && connection == null) {
            try {
                connection = client.connect();
            } catch (RedisException e) {
                tellOnce(e);
                pause();
            }
        }
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

    /** Called on lettuce's threads. */
    private final class States implements RedisConnectionStateListener {

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
            up = true;
            LOG.info("Connected to Redis");
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            up = false;
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
