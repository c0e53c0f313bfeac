package io.logcast.gateway.app;

import io.logcast.node.app.Launch;
import io.micronaut.runtime.Micronaut;

/** The gateway as a service of its own. */
public final class GatewayApplication {

    private GatewayApplication() {}

    public static void main(String[] arguments) {
        Launch.orExit(
                "gateway",
                Micronaut.build(arguments)
                        .banner(false)
                        .deduceEnvironment(false)
                        .environments("gateway"));
    }
}
