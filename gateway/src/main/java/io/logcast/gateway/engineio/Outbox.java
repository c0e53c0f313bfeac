package io.logcast.gateway.engineio;

import java.util.ArrayList;
import java.util.List;

/** Packets that wait for the transport. Confined to the event loop of its session. */
final class Outbox {

    /** What a packet costs beyond its bytes, about: so that a million empty ones are not for nothing. */
    private static final int PER_PACKET = 64;

    private List<Packet> packets = List.of();
    private long bytes;

    void add(Packet packet) {
        if (packets.isEmpty()) {
            packets = new ArrayList<>(4);
        }
        packets.add(packet);
        bytes += packet.size() + PER_PACKET;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** All of them, in their order; then there are none. */
    List<Packet> drain() {
        List<Packet> all = packets;
        packets = List.of();
        bytes = 0;
        return all;
    }
}
