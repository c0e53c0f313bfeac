package io.logcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection and what is known about its sequence; comes back with its last id when it was cut. */
final class Subscriber implements EventSink {

    private final int index;
    private final Tally tally;
    private final Subscribers all;
    private final Protocol protocol;
    private final long first;
    private Sequence sequence;
    private Conversation conversation;
    private SocketChannel channel;
    private SelectionKey key;
    private boolean paused;
    private int attempts;
    private long now;
    private long cutNanos;

    /** @param first the number that its sequence has to begin with; -1: any */
    Subscriber(int index, Protocol protocol, long first, Tally tally, Subscribers all) {
        this.index = index;
        this.protocol = protocol;
        this.first = first;
        this.tally = tally;
        this.all = all;
        forget();
    }

    /** The last id seen; empty if there was none. */
    String lastId() {
        return conversation == null ? "" : conversation.lastId();
    }

    /** Whatever it has seen so far. */
    final void forget() {
        conversation = null;
        sequence = new Sequence();
        attempts = 0;
        cutNanos = 0;
        if (first >= 0) {
            sequence.expect(first);
        }
    }

    void connecting(SocketChannel opened, SelectionKey registered) {
        channel = opened;
        key = registered;
    }

    boolean isOpen() {
        return conversation != null && conversation.isEstablished();
    }

    /** Connections that were tried since the last one was lost. */
    int attempt() {
        return attempts++;
    }

    /** The server has just accepted it. */
    void accepted() {
        attempts = 0;
        tally.accepted(now);
        if (cutNanos != 0) {
            tally.acceptedAgain(now - cutNanos);
            cutNanos = 0;
        }
    }

    /** The connection stands: says what it wants. */
    void begin() throws IOException {
        channel.finishConnect();
        conversation = conversation == null ? protocol.conversation(index) : conversation.again();
        channel.write(conversation.request());
        key.interestOps(SelectionKey.OP_READ);
    }

    /** @return false if the connection has ended */
    boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        tally.reads++;
        if (count < 0) {
            return false;
        }
        tally.bytes += count;
        now = System.nanoTime();
        boolean goesOn = conversation.take(buffer, count, this);
        answer();
        return goesOn;
    }

    /** From now on what comes stays in the socket's buffers. */
    void pause(boolean wanted) {
        paused = wanted;
        if (key != null && key.isValid() && isOpen()) {
            key.interestOps(paused ? 0 : SelectionKey.OP_READ);
        }
    }

    void closed() throws IOException {
        if (isOpen()) {
            cutNanos = System.nanoTime();
        }
        if (channel != null) {
            channel.close();
        }
        channel = null;
        key = null;
        if (conversation != null) {
            conversation.ended();
        }
    }

    @Override
    public void delivery(long number, long sent) {
        if (tally.firstNanos == 0) {
            tally.firstNanos = now;
        }
        tally.lastNanos = now;
        if (isOpen()) {
            tally.delivery(sent, now);
        } else {
            tally.replay();
        }
        if (number >= 0) {
            sequence.take(number, tally);
        }
    }

    @Override
    public void returned(boolean recovered) {
        if (recovered) {
            tally.recovered++;
        } else {
            tally.fresh++;
        }
    }

    @Override
    public void notice(String event, String data) {
        all.notice(event + " " + data.replaceAll("[0-9]{3,}", "N"));
    }

    private void answer() throws IOException {
        ByteBuffer answer = conversation.answer();
        if (answer != null) {
            channel.write(answer);
        }
    }
}
