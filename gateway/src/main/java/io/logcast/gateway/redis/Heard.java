package io.logcast.gateway.redis;

import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A message for the log, under the name that it has there. While it waits, only its bytes are kept: what was read of it is ten
 * times as large, and most messages wait for another gateway to write them. Confined to the inbox's thread.
 */
final class Heard {

    private final EventId id;
    private final String channel;
    private final Shelf shelf;
    private final int bytes;
    private final Duration age;
    private final Rereading rereading;
    private Appending appending;
    private long place;

    /**
     * @param bytes of the message, which rereading holds
     * @param age how long it was there before it was heard
     */
    Heard(EventId id, String channel, Shelf shelf, int bytes, Duration age, Appending appending, Rereading rereading) {
        this.id = id;
        this.channel = channel;
        this.shelf = shelf;
        this.bytes = bytes;
        this.age = age;
        this.appending = appending;
        this.rereading = rereading;
    }

    String id() {
        return id.value();
    }

    String channel() {
        return channel;
    }

    Shelf shelf() {
        return shelf;
    }

    int bytes() {
        return bytes;
    }

    Duration age() {
        return age;
    }

    /** Whether Redis has it still: an entry of a stream. */
    boolean isKeptByRedis() {
        return !age.isZero();
    }

    /** In the order in which all were heard. */
    long place() {
        return place;
    }

    void isAt(long number) {
        place = number;
    }

    void rest() {
        appending = null;
    }

    CompletionStage<?> append() {
        try {
            return (appending == null ? rereading.read() : appending).append(id);
        } catch (Unreadable | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Where in the log it goes. */
    record Shelf(Kind kind, TenantId tenant) {}

    enum Kind {
        PACKET,
        EVENT
    }

    @FunctionalInterface
    interface Appending {

        CompletionStage<?> append(EventId id);
    }

    @FunctionalInterface
    interface Rereading {

        Appending read() throws Unreadable;
    }
}
