package io.logcast.gateway.profile.acceleratxr.push;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.logcast.gateway.redis.RedisInlet;
import java.util.concurrent.CompletionStage;

/** A Redis where nothing happens, that counts the wishes for its channels. */
final class WishedFor implements RedisInlet, RedisInlet.OnDemand {

    private int count;

    int count() {
        return count;
    }

    @Override
    public void hear(String pattern, Reader reader) {}

    @Override
    public OnDemand onDemand(String kind, Reader reader) {
        return this;
    }

    @Override
    public boolean isForeign(String channel) {
        return false;
    }

    @Override
    public CompletionStage<Void> want(String channel) {
        count++;
        return completedFuture(null);
    }

    @Override
    public void unwant(String channel) {
        count--;
    }

    @Override
    public CompletionStage<Long> publish(String channel, byte[] message) {
        return completedFuture(0L);
    }
}
