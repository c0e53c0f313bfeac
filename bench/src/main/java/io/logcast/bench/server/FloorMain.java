package io.logcast.bench.server;

import java.io.IOException;

/** The floor's process; its argument is the port. */
public final class FloorMain {

    private FloorMain() {}

    public static void main(String[] arguments) throws IOException {
        new FloorLoop(Integer.parseInt(arguments[0])).run();
    }
}
