package io.logcast.gateway.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** For messages that are read in another way than the inlet's. */
interface Door {

    Door CLOSED = new Door() {
        @Override
        public boolean hears(boolean byPattern, String channel) {
            return false;
        }

        @Override
        public void read(String channel, byte[] message) {}

        @Override
        public CompletionStage<Void> leave() {
            return CompletableFuture.completedFuture(null);
        }
    };

    boolean hears(boolean byPattern, String channel);

    void read(String channel, byte[] message) throws Unreadable;

    CompletionStage<Void> leave();
}
