package io.logcast.embedded.kafka;

import java.nio.file.Path;

/** A broker in a process of its own, to be killed. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedBroker.start(BrokerSettings.of(Integer.parseInt(arguments[0]), Path.of(arguments[1])));
        System.out.println("READY");
        Thread.currentThread().join();
    }
}
