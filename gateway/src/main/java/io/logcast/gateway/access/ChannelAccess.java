package io.logcast.gateway.access;

import io.logcast.channel.Channel;
import io.logcast.channel.StreamId;
import io.logcast.event.TenantId;
import io.logcast.gateway.access.Access.Denial;
import io.logcast.gateway.access.Access.Denied;
import io.logcast.gateway.access.Access.Granted;
import io.logcast.node.definition.DefinitionSnapshot;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import io.logcast.stream.StreamDefinition;
import io.logcast.stream.StreamKey;
import java.util.Collection;
import java.util.Optional;

/**
 * Decides who may subscribe to what, before the first byte. A stream says itself whom it admits; a user's channel is that
 * user's alone; a room is for holders of {@code stream-listener}, because whoever names a room makes it; a
 * Socket.IO namespace is for everybody of its tenant.
 */
public final class ChannelAccess {

    private final Optional<Caller> caller;
    private final TenantId tenant;
    private final DefinitionSnapshot definitions;
    private final Roles held;

    private ChannelAccess(Optional<Caller> caller, TenantId tenant, DefinitionSnapshot definitions) {
        this.caller = caller;
        this.tenant = tenant;
        this.definitions = definitions;
        this.held = caller.filter(this::mayActFor).map(Caller::roles).orElse(Roles.NONE);
    }

    /**
     * @param caller empty: nobody with a valid token
     * @param tenant whose channels
     */
    public static Access decide(
            Optional<Caller> caller, TenantId tenant, Collection<Channel> channels, DefinitionSnapshot definitions) {
        ChannelAccess access = new ChannelAccess(caller, tenant, definitions);
        for (Channel channel : channels) {
            Optional<Denial> denial = access.denial(channel);
            if (denial.isPresent()) {
                return new Denied(denial.get(), channel);
            }
        }
        return new Granted(access.held);
    }

    private Optional<Denial> denial(Channel channel) {
        return switch (channel.kind()) {
            case STREAM -> ofStream(new StreamId(channel.name()));
            case USER -> ofUser(channel.name());
            case ROOM -> held.anyOf(Roles.STREAM_LISTENER) ? Optional.empty() : orTokenNeeded(Denial.ROLE_NEEDED);
            case NAMESPACE -> belongs() ? Optional.empty() : orTokenNeeded(Denial.ROLE_NEEDED);
        };
    }

    private Optional<Denial> ofStream(StreamId stream) {
        Optional<StreamDefinition> definition = definitions.find(new StreamKey(tenant, stream));
        if (definition.isPresent() && definition.get().admits(held)) {
            return Optional.empty();
        }
        boolean tells = definition.isPresent() || !belongs();
        return orTokenNeeded(tells ? Denial.ROLE_NEEDED : Denial.UNKNOWN_STREAM);
    }

    private Optional<Denial> ofUser(String user) {
        boolean isOwn = caller.filter(
                        c -> c.tenant().equals(tenant) && c.subject().equals(user))
                .isPresent();
        return isOwn ? Optional.empty() : orTokenNeeded(Denial.FOREIGN_USER);
    }

    private Optional<Denial> orTokenNeeded(Denial otherwise) {
        return Optional.of(caller.isEmpty() ? Denial.TOKEN_NEEDED : otherwise);
    }

    private boolean belongs() {
        return caller.filter(this::mayActFor).isPresent();
    }

    private boolean mayActFor(Caller who) {
        return who.tenant().equals(tenant) || who.tenant().equals(TenantId.CORE);
    }
}
