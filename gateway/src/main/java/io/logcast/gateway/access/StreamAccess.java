package io.logcast.gateway.access;

import static java.util.stream.Collectors.toSet;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.event.TenantId;
import io.logcast.gateway.access.Access.Denial;
import io.logcast.gateway.access.Access.Denied;
import io.logcast.gateway.access.Access.Granted;
import io.logcast.gateway.fanout.Subscription;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamKey;
import java.util.List;
import java.util.Optional;

/** Decides who may subscribe to what, before the first byte. */
public final class StreamAccess {

    private StreamAccess() {}

    /**
     * @param caller empty: nobody with a valid token
     * @param tenant whose streams
     */
    public static Access decide(
            Optional<Caller> caller, TenantId tenant, List<StreamId> streams, DefinitionSnapshot definitions) {
        Roles held = caller.filter(c -> mayActFor(c, tenant)).map(Caller::roles).orElse(Roles.NONE);
        for (StreamId stream : streams) {
            Optional<StreamDefinition> definition = definitions.find(new StreamKey(tenant, stream));
            if (definition.isEmpty() || !definition.get().admits(held)) {
                return new Denied(denial(caller, tenant, definition.isPresent()), stream);
            }
        }
        return new Granted(
                new Subscription(tenant, streams.stream().map(Channel::stream).collect(toSet()), held));
    }

    private static Denial denial(Optional<Caller> caller, TenantId tenant, boolean exists) {
        if (caller.isEmpty()) {
            return Denial.TOKEN_NEEDED;
        }
        return exists || !mayActFor(caller.get(), tenant) ? Denial.ROLE_NEEDED : Denial.UNKNOWN_STREAM;
    }

    private static boolean mayActFor(Caller caller, TenantId tenant) {
        return caller.tenant().equals(tenant) || caller.tenant().equals(TenantId.CORE);
    }
}
