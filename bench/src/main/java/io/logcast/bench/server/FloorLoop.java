package io.logcast.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * As little as a server can do: a frame is built once, then there is one write for each subscriber, in a bare loop. Nobody is
 * checked, nothing is kept, an event does not come through Kafka. What a real server costs more is what it does more.
 */
final class FloorLoop {

    private static final int BACKLOG = 4096;
    private static final int BUFFER = 256 * 1024;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel door = ServerSocketChannel.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer frame = ByteBuffer.allocateDirect(BUFFER);
    private final Map<Integer, FloorChannel> channels = new HashMap<>();

    FloorLoop(int port) throws IOException {
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
    }

    void run() throws IOException {
        while (true) {
            selector.select(this::ready);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                serve((FloorConnection) key.attachment());
            }
        } catch (IOException e) {
            leave((FloorConnection) key.attachment());
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = door.accept(); channel != null; channel = door.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new FloorConnection(channel, key));
        }
    }

    private void serve(FloorConnection connection) throws IOException {
        if (connection.isReadable() && !connection.read(in)) {
            leave(connection);
            return;
        }
        connection.drain();
        for (FloorRequest request = connection.request(); request != null; request = connection.request()) {
            answer(connection, request);
        }
    }

    private void answer(FloorConnection connection, FloorRequest request) throws IOException {
        FloorChannel channel = channels.computeIfAbsent(request.channel(), number -> new FloorChannel());
        if (request.isSubscription()) {
            connection.subscribed(channel);
            channel.add(connection);
        } else {
            channel.deliver(frame, request.body());
            connection.accepted();
        }
    }

    private static void leave(FloorConnection connection) {
        if (connection.channel() != null) {
            connection.channel().remove(connection);
        }
        connection.close();
    }
}
