package io.logcast.gateway.redis;

import java.util.regex.Pattern;

/**
 * The names of the channels on which Socket.IO servers and emitters meet.
 *
 * @param key what they all begin with
 */
record Channels(String key) {

    /** Keyspace notifications and the like. */
    private static final String OF_REDIS = "__";

    /** What means something in a pattern of Redis, see the command KEYS. */
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]\\\\^]");

    /** Whether it is one of these, or of Redis's own. */
    boolean has(String channel) {
        return channel.startsWith(packets())
                || channel.startsWith(requests())
                || channel.startsWith(responses())
                || channel.startsWith(key + "-logcast-")
                || channel.startsWith(OF_REDIS);
    }

    /** Packets for sockets. */
    String packets() {
        return key + "#";
    }

    /** @param namespace as in the packet, which is without a slash in old ones */
    String packets(String namespace) {
        return packets() + namespace + "#";
    }

    String packets(String namespace, String room) {
        return packets(namespace) + room + "#";
    }

    /** Of what servers want of each other. */
    String requests() {
        return key + "-request#";
    }

    String requests(String namespace) {
        return requests() + namespace + "#";
    }

    String responses() {
        return key + "-response#";
    }

    String responses(String namespace) {
        return responses() + namespace + "#";
    }

    /** Read by one server alone. */
    String responses(String namespace, String uid) {
        return responses(namespace) + uid + "#";
    }

    String allPackets() {
        return escaped(packets()) + "*";
    }

    String allRequests() {
        return escaped(requests()) + "*";
    }

    /** The key that names the gateway which writes to the log, and the channel on which it says farewell. */
    String writer() {
        return key + "-logcast-writer";
    }

    /** A pattern of one channel: so this gateway is nowhere counted as a subscriber. */
    String farewells() {
        return escaped(writer());
    }

    /** Where gateways tell each other what they want to hear, and mark their places in what they hear. */
    String control() {
        return key + "-logcast-control";
    }

    /** The namespace of a channel of {@link #requests(String)}. */
    String namespaceOfRequests(String channel) {
        return channel.substring(requests().length(), Math.max(requests().length(), channel.length() - 1));
    }

    private static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
