package io.logcast.projection.app;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Which process this is: the same after a restart, and no two at a time.
 *
 * @param nodeId default: the host name
 */
@Context
@ConfigurationProperties("logcast")
public record NodeId(@Nullable String nodeId) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public NodeId {
        nodeId = nodeId == null || nodeId.isEmpty() ? hostName() : nodeId;
        if (!SHAPE.matcher(nodeId).matches()) {
            throw new InvalidField("logcast.node-id", "must be 1 to 200 letters, digits, '.', '_' or '-'");
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new InvalidField("logcast.node-id", "is required, for this host does not know its name");
        }
    }
}
