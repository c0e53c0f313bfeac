package io.logcast.bench.process;

import io.logcast.embedded.port.PortTaken;
import io.logcast.embedded.port.Ports;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server of the run. Below those that Linux gives to clients: with ten thousands of connections one of theirs would
 * soon be it.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1000;

    private FreePort() {}

    public static int any() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try {
            Ports.requireFree(port, "bench");
            return true;
        } catch (PortTaken e) {
            return false;
        }
    }
}
