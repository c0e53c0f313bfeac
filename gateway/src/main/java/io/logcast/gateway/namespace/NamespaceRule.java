package io.logcast.gateway.namespace;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.delivery.EmittedPacket;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.node.http.Caller;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose a namespace is, and what its sockets are in.
 *
 * @param name with its slash
 * @param rooms joined on connect; in {@code {user}} the caller's subject is put
 * @param hearsOwnChannel whether its sockets hear what is sent to their users
 */
public record NamespaceRule(String name, TenantId tenant, List<String> rooms, boolean hearsOwnChannel) {

    private static final String USER = "{user}";

    public NamespaceRule {
        requireNonNull(tenant, "tenant is null");
        new Channel(Channel.Kind.NAMESPACE, name);
        rooms = List.copyOf(rooms);
        if (!rooms.stream().allMatch(EmittedPacket::isChannelName)) {
            throw new InvalidField(
                    "rooms",
                    "of " + name + " must have 1 to " + Channel.MAX_NAME + " characters, and no control characters");
        }
    }

    /** {@code /{tenant}}. */
    static NamespaceRule ofTenant(String name, TenantId tenant) {
        return new NamespaceRule(name, tenant, List.of(), true);
    }

    Channel channel() {
        return new Channel(Channel.Kind.NAMESPACE, name);
    }

    boolean admits(Caller caller) {
        return caller.tenant().equals(tenant) || caller.tenant().equals(TenantId.CORE);
    }

    /** A caller of another tenant is another user, whatever its subject: it is in no user's room. */
    Set<String> roomsOf(Caller caller) {
        boolean isOwn = caller.tenant().equals(tenant);
        return rooms.stream()
                .filter(room -> isOwn || !room.contains(USER))
                .map(room -> room.replace(USER, caller.subject()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
