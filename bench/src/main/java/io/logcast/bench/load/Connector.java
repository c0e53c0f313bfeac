package io.logcast.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Opens connections, so many at a time, and those again that were lost, after a wait. */
final class Connector {

    private record Waiting(Subscriber subscriber, long due) {}

    private final LoadSettings settings;
    private final Selector selector;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final long reconnectNanos;
    private int port;
    private int underWay;
    private boolean held;
    private final Tally tally;

    Connector(LoadSettings settings, Selector selector, Tally tally) {
        this.settings = settings;
        this.selector = selector;
        this.tally = tally;
        this.port = settings.number("port");
        long millis = settings.numberOr("reconnect", -1);
        this.reconnectNanos = millis < 0 ? -1 : millis * 1_000_000;
    }

    void add(Subscriber subscriber) {
        waiting.add(new Waiting(subscriber, System.nanoTime()));
    }

    /** Those that come back come back there. */
    void turnTo(int other) {
        port = other;
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
        if (reconnectNanos < 0) {
            return false;
        }
        waiting.add(new Waiting(subscriber, System.nanoTime() + reconnectNanos));
        return true;
    }

    boolean isIdle() {
        return waiting.isEmpty() && underWay == 0;
    }

    void connectSome() throws IOException {
        while (underWay < settings.number("handshakes") && isDue()) {
            connect(waiting.remove().subscriber());
        }
    }

    private boolean isDue() {
        return !held && !waiting.isEmpty() && waiting.peek().due() - System.nanoTime() <= 0;
    }

    private void connect(Subscriber subscriber) throws IOException {
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
        underWay++;
        tally.connectNanos = tally.connectNanos == 0 ? System.nanoTime() : tally.connectNanos;
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        subscriber.connecting(channel, channel.register(selector, SelectionKey.OP_CONNECT, subscriber));
    }
}
