package io.logcast.bench.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The subscribers of one channel, and the number of the next event. */
final class FloorChannel {

    private final List<FloorConnection> subscribers = new ArrayList<>();
    private long next;

    void add(FloorConnection subscriber) {
        subscribers.add(subscriber);
    }

    void remove(FloorConnection subscriber) {
        subscribers.remove(subscriber);
    }

    /** The whole floor. */
    void deliver(ByteBuffer frame, byte[] json) throws IOException {
        build(frame, json);
        for (int i = 0; i < subscribers.size(); i++) {
            frame.position(0);
            subscribers.get(i).write(frame);
        }
    }

    /** The same bytes as the gateway's, in a chunk. */
    private void build(ByteBuffer frame, byte[] json) {
        byte[] id = ("id: floor:0-" + next++ + "\ndata: ").getBytes(US_ASCII);
        frame.clear();
        frame.put((Integer.toHexString(id.length + json.length + 2) + "\r\n").getBytes(US_ASCII));
        frame.put(id).put(json).put("\n\n\r\n".getBytes(US_ASCII)).flip();
    }
}
