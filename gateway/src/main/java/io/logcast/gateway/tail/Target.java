package io.logcast.gateway.tail;

import static java.util.Objects.requireNonNull;

import io.logcast.delivery.EmittedPacket;
import java.util.List;
import java.util.Set;

/**
 * For which Socket.IO sockets an emitted packet is, and the bytes that belong to it.
 *
 * @param namespace with its slash
 * @param rooms whose sockets get it; empty: all of the namespace
 * @param except no socket in one of these gets it
 * @param attachments not copied, so nobody may write to them
 */
public record Target(String namespace, Set<String> rooms, Set<String> except, List<byte[]> attachments) {

    /** A name and its node in a set. */
    private static final long PER_NAME = 96;

    /** The array's head, and its place in the list. */
    private static final long PER_ATTACHMENT = 24;

    public Target {
        requireNonNull(namespace, "namespace is null");
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
        attachments = List.copyOf(attachments);
    }

    static Target of(EmittedPacket packet) {
        return new Target(packet.namespace(), packet.rooms(), packet.except(), packet.attachments());
    }

    /** Whether a socket of the namespace that is in these rooms gets it. */
    public boolean selects(Set<String> joined) {
        return (rooms.isEmpty() || meet(rooms, joined)) && (except.isEmpty() || !meet(except, joined));
    }

    /** About how many bytes of heap it keeps alive. */
    long weight() {
        long weight = PER_NAME + 2L * namespace.length() + weight(rooms) + weight(except);
        for (byte[] bytes : attachments) {
            weight += PER_ATTACHMENT + bytes.length;
        }
        return weight;
    }

    /** Looks the smaller one's names up in the larger: a packet may name thousands of rooms. */
    private static boolean meet(Set<String> some, Set<String> others) {
        Set<String> fewer = some.size() <= others.size() ? some : others;
        Set<String> more = some.size() <= others.size() ? others : some;
        for (String name : fewer) {
            if (more.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static long weight(Set<String> names) {
        long weight = 0;
        for (String name : names) {
            weight += PER_NAME + 2L * name.length();
        }
        return weight;
    }
}
