package io.logcast.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/** Opens connections, so many at a time, and those again that were lost, after a wait. */
final class Connector {

    private record Waiting(Subscriber subscriber, long due) {}

    private static final long START = System.nanoTime();

    private final LoadSettings settings;
    private final Selector selector;
    private final Queue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(each -> each.due() - START));
    private final Random random = new Random(1);
    private final Backoff backoff;
    private int[] ports;
    private int turn;
    private int underWay;
    private boolean held;
    private final Tally tally;

    Connector(LoadSettings settings, Selector selector, Tally tally) {
        this.settings = settings;
        this.selector = selector;
        this.tally = tally;
        this.ports = settings.ports();
        this.backoff = settings.backoff();
    }

    void add(Subscriber subscriber) {
        waiting.add(new Waiting(subscriber, System.nanoTime()));
    }

    /** Those that come back come back there. */
    void turnTo(int other) {
        ports = new int[] {other};
    }

    /** While it is held, nobody is connected. */
    void hold(boolean wanted) {
        held = wanted;
    }

    /** One that was under way has arrived, or has failed. */
    void arrived() {
        underWay--;
    }

    boolean again(Subscriber subscriber) {
        if (backoff == null) {
            return false;
        }
        waiting.add(new Waiting(subscriber, System.nanoTime() + backoff.nanos(subscriber.attempt(), random)));
        return true;
    }

    boolean isIdle() {
        return waiting.isEmpty() && underWay == 0;
    }

    /** Whether somebody may be connected now. */
    boolean isDue() {
        return !held
                && underWay < settings.number("handshakes")
                && !waiting.isEmpty()
                && waiting.peek().due() - System.nanoTime() <= 0;
    }

    /** Whose turn it is, and who counts as under way from now on. */
    Subscriber next() {
        underWay++;
        return waiting.remove().subscriber();
    }

    /** @throws IOException at once, when nobody listens there */
    void connect(Subscriber subscriber) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        long receive = settings.numberOr("receive-buffer", -1);
        if (receive > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, (int) receive);
        }
        if (!settings.text("source").isEmpty()) {
            channel.bind(new InetSocketAddress(settings.text("source"), 0));
        }
        tally.connectNanos = tally.connectNanos == 0 ? System.nanoTime() : tally.connectNanos;
        subscriber.connecting(channel, channel.register(selector, SelectionKey.OP_CONNECT, subscriber));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[turn++ % ports.length]));
    }
}
