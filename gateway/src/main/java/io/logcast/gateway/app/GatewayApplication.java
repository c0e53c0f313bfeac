package io.logcast.gateway.app;

import io.logcast.node.app.Service;

/** The gateway as a service of its own. */
public final class GatewayApplication {

    private GatewayApplication() {}

    public static void main(String[] arguments) {
        Service.run("gateway", arguments);
    }
}
