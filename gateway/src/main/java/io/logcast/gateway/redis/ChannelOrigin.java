package io.logcast.gateway.redis;

import io.logcast.event.EventId;
import java.time.Duration;

/** A message on a channel, which keeps nothing: all hear it now. */
final class ChannelOrigin implements Origin {

    private final MessageIds ids;
    private final String channel;
    private final byte[] message;
    private final Reader reader;

    ChannelOrigin(MessageIds ids, String channel, byte[] message, Reader reader) {
        this.ids = ids;
        this.channel = channel;
        this.message = message;
        this.reader = reader;
    }

    @Override
    public String name() {
        return channel;
    }

    @Override
    public EventId id() {
        return ids.next(channel, message);
    }

    @Override
    public int bytes() {
        return message.length;
    }

    @Override
    public Duration age() {
        return Duration.ZERO;
    }

    @Override
    public boolean isPast() {
        return false;
    }

    @Override
    public Emitted reread() throws Unreadable {
        return reader.read(message);
    }

    @FunctionalInterface
    interface Reader {

        Emitted read(byte[] message) throws Unreadable;
    }
}
