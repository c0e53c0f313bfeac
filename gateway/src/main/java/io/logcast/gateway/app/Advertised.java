package io.logcast.gateway.app;

import io.logcast.ledger.Address;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/**
 * Where other gateways reach this one.
 *
 * @param advertised {@code host:port}; empty: where the server listens, and if it listens everywhere, an address of this
 *     machine
 */
@Context
@ConfigurationProperties("logcast.gateway")
record Advertised(@Bindable(defaultValue = "") String advertised) {

    private static final String SETTING = "logcast.gateway.advertised";
    private static final String LOOPBACK = "127.0.0.1";

    Advertised {
        if (!advertised.isEmpty()) {
            Address.parse(SETTING, advertised);
        }
    }

    /**
     * @param host that the server is bound to
     * @param port that it got
     */
    Address address(String host, int port) {
        return advertised.isEmpty() ? new Address(reachable(host), port) : Address.parse(SETTING, advertised);
    }

    private static String reachable(String host) {
        try {
            InetAddress bound = InetAddress.getByName(host);
            if (bound.isLoopbackAddress()) {
                return LOOPBACK;
            }
            return bound.isAnyLocalAddress() ? ofThisMachine() : host;
        } catch (UnknownHostException | SocketException e) {
            return host;
        }
    }

    /** By the name of the machine, which in a container is its address in the network of containers; else the first there is. */
    private static String ofThisMachine() throws SocketException {
        Predicate<InetAddress> isOutward = address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress();
        try {
            InetAddress named = InetAddress.getLocalHost();
            if (isOutward.test(named)) {
                return named.getHostAddress();
            }
        } catch (UnknownHostException e) {
            // A machine that does not know its own name still has addresses.
        }
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(isOutward)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse(LOOPBACK);
    }
}
