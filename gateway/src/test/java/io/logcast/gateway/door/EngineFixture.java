package io.logcast.gateway.door;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A gateway for suites that run outside of this JVM: {@code EngineFixture <port> [key=value …]}. Without more it answers on
 * {@code /engine.io/} and sends everything back; {@code logcast.test.engine} and
 * {@code logcast.gateway.socketio.paths} choose something else. The suite of version 4 has two checks with requests 5 ms apart
 * on two connections, which a busy machine takes in another order.
 */
public final class EngineFixture {

    private EngineFixture() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.port", Integer.parseInt(arguments[0]));
        properties.put("logcast.gateway.socketio.paths", "/engine.io/");
        for (int i = 1; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            properties.put(setting[0], setting[1]);
        }
        try (GatewayFixture gateway = GatewayFixture.start(properties)) {
            System.out.println("Listening on " + gateway.url("/"));
            new CountDownLatch(1).await();
        }
    }
}
