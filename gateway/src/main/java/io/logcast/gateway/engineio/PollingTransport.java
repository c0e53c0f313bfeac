package io.logcast.gateway.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets go out as answers to GETs, one of which the client keeps waiting, and come in as bodies of POSTs. A second one of
 * a kind, or one that is given up, ends the session (Engine.IO, "HTTP long-polling").
 */
final class PollingTransport implements Transport {

    private final Receiver receiver;
    private final int protocol;
    private final Wire wire;
    private final boolean takesBytes;
    private Exchange waiting;
    private Exchange upload;

    /** @param takesBytes whether an Engine.IO 3 client can read payloads that are not text */
    PollingTransport(Receiver receiver, int protocol, boolean takesBytes) {
        this.receiver = receiver;
        this.protocol = protocol;
        this.wire = Wire.polling(protocol);
        this.takesBytes = protocol == 3 && takesBytes;
    }

    /** The request that opens the session waits for its answer as any poll does. */
    void first(Exchange poll) {
        waiting = poll;
    }

    void poll(Exchange poll) {
        if (waiting != null) {
            poll.refuse(EngineError.BAD_REQUEST);
            receiver.gone(EngineCloseReason.TRANSPORT_ERROR);
            return;
        }
        waiting = poll;
        receiver.drained();
    }

    /**
     * The head of a POST has come.
     *
     * @param octets whether its body will be bytes
     */
    void announce(Exchange post, boolean octets) {
        if (upload != null || (octets && protocol != 3)) {
            post.refuse(EngineError.BAD_REQUEST);
            receiver.gone(EngineCloseReason.TRANSPORT_ERROR);
            return;
        }
        upload = post;
    }

    void received(Exchange post, byte[] body, boolean octets) {
        if (post != upload) {
            return;
        }
        upload = null;
        if (accept(body, octets)) {
            post.complete(new Answer.Accepted());
        } else {
            post.refuse(EngineError.BAD_REQUEST);
        }
    }

    void refuse(Exchange post, EngineError error) {
        if (post == upload) {
            upload = null;
            post.refuse(error);
        }
    }

    void abandoned(Exchange exchange) {
        if (exchange == waiting || exchange == upload) {
            waiting = exchange == waiting ? null : waiting;
            upload = exchange == upload ? null : upload;
            receiver.gone(EngineCloseReason.TRANSPORT_ERROR);
        }
    }

    /** Lets the waiting poll go, if there is one: the session goes on elsewhere. */
    void leave() {
        if (waiting != null) {
            send(List.of(Packet.NOOP));
        }
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public boolean isWritable() {
        return waiting != null;
    }

    @Override
    public void sendFrames(ByteBuf framed) {
        answer(framed, false);
    }

    @Override
    public void send(List<Packet> packets) {
        boolean bytes = takesBytes && packets.stream().anyMatch(Packet::isBinary);
        answer(payload(packets, bytes), bytes);
    }

    /** A client that ended the session itself is not told that it is over. */
    @Override
    public boolean end(List<Packet> last, EngineCloseReason reason) {
        if (upload != null) {
            refuse(upload, EngineError.BAD_REQUEST);
        }
        if (waiting == null) {
            return false;
        }
        send(append(last, reason == EngineCloseReason.TRANSPORT_CLOSE ? Packet.NOOP : Packet.CLOSE));
        return true;
    }

    static List<Packet> append(List<Packet> packets, Packet last) {
        List<Packet> all = new ArrayList<>(packets);
        all.add(last);
        return all;
    }

    private boolean accept(byte[] body, boolean octets) {
        try {
            for (Packet packet : packets(body, octets)) {
                if (!receiver.received(packet)) {
                    return false;
                }
            }
            return true;
        } catch (MalformedMessage e) {
            receiver.gone(EngineCloseReason.PARSE_ERROR);
            return false;
        }
    }

    private List<Packet> packets(byte[] body, boolean octets) {
        if (octets) {
            return BinaryPayload.read(body);
        }
        return protocol == 3 ? CountedSpelling.read(body) : JoinedSpelling.read(body);
    }

    private ByteBuf payload(List<Packet> packets, boolean bytes) {
        ByteBuf payload = ByteBufAllocator.DEFAULT.buffer();
        for (Packet packet : packets) {
            if (bytes) {
                BinaryPayload.write(payload, packet);
            } else {
                wire.append(payload, packet);
            }
        }
        return payload;
    }

    private void answer(ByteBuf payload, boolean bytes) {
        Exchange poll = waiting;
        waiting = null;
        poll.complete(new Answer.Payload(payload, bytes));
    }
}
