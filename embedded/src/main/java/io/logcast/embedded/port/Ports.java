package io.logcast.embedded.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of the loopback interface. */
public final class Ports {

    /**
     * Below what Linux, macOS and Windows give to outgoing connections and to those who ask for port 0: nobody else is given
     * one of these between our asking and our binding.
     */
    private static final int FIRST = 10_240;

    private static final int AFTER_LAST = 32_768;

    /** Each process begins elsewhere, so that two that start at once do not try the same ports. */
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(FIRST, AFTER_LAST));

    private Ports() {}

    /** A port that nobody listens on at this moment; another one each time. */
    public static int free() {
        return freeBesides(Set.of());
    }

    /** As {@link #free}, and none of those: they look free until whom they are meant for listens. */
    public static int freeBesides(Set<Integer> meantForOthers) {
        for (int tried = FIRST; tried < AFTER_LAST; tried++) {
            int port = NEXT.getAndUpdate(given -> given + 1 == AFTER_LAST ? FIRST : given + 1);
            if (!meantForOthers.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from %d to %d is free".formatted(FIRST, AFTER_LAST - 1));
    }

    private static boolean isFree(int port) {
        try {
            bind(port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** @throws PortTaken if somebody listens on it */
    public static void requireFree(int port, String purpose) {
        try {
            bind(port);
        } catch (IOException e) {
            throw new PortTaken(port, purpose, e);
        }
    }

    private static void bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // A port in TIME_WAIT is free for our purpose: a restart must not have to wait a minute.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}
