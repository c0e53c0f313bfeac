package io.logcast.webhook.sender;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses a webhook may lead to where its makers are not trusted with our own network (server side request forgery):
 * those that IANA has given to somebody on the internet.
 */
final class PublicAddresses {

    private PublicAddresses() {}

    /** @throws AddressRefused if one of the host's addresses is not public: the client may take any of them */
    static void require(String host) throws UnknownHostException, AddressRefused {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!isPublic(address)) {
                throw new AddressRefused();
            }
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] ip) {
        int a = ip[0] & 0xff;
        int b = ip[1] & 0xff;
        int c = ip[2] & 0xff;
        boolean isSpecial = a == 0
                // Between providers and their customers (100.64.0.0/10).
                || (a == 100 && (b & 0xc0) == 64)
                // Protocol assignments, examples, benchmarks.
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113)
                // Reserved, and the broadcast.
                || a >= 240;
        return !isSpecial;
    }

    private static boolean isPublic6(byte[] ip) {
        int first = word(ip, 0);
        if (first == 0x2002) {
            // 6to4: an IPv4 address in disguise.
            return isEmbeddedPublic(ip, 2);
        }
        if (first == 0x0064 && word(ip, 2) == 0xff9b) {
            // NAT64 the same.
            return isEmbeddedPublic(ip, 12);
        }
        // Teredo, and examples.
        boolean isSpecial = first == 0x2001 && (word(ip, 2) == 0 || word(ip, 2) == 0x0db8);
        // All else that is global begins with 001.
        return (first & 0xe000) == 0x2000 && !isSpecial;
    }

    private static boolean isEmbeddedPublic(byte[] ip, int at) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(ip, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int word(byte[] ip, int at) {
        return ((ip[at] & 0xff) << 8) | (ip[at + 1] & 0xff);
    }

    /** The host is one of ours, or might be. */
    static final class AddressRefused extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
