package io.logcast.gateway.profile.adsp;

import static java.util.Objects.requireNonNull;

import io.logcast.event.TenantId;
import io.logcast.node.http.Caller;
import io.logcast.stream.Roles;
import java.util.Optional;

/**
 * Somebody with a valid token.
 *
 * @param name for people; null if the token has none
 */
record AdspUser(Caller caller, String name) {

    AdspUser {
        requireNonNull(caller, "caller is null");
    }

    /** Of the platform itself: may act for every tenant. */
    boolean isCore() {
        return caller.tenant().equals(TenantId.CORE);
    }

    TenantId tenant() {
        return caller.tenant();
    }

    Roles roles() {
        return caller.roles();
    }

    /** The roles that count in a tenant. */
    static Roles held(Optional<AdspUser> user, TenantId tenant) {
        return user.filter(known -> known.isCore() || known.tenant().equals(tenant))
                .map(AdspUser::roles)
                .orElse(Roles.NONE);
    }

    /** As texts of ADSP name somebody; who has no token is undefined there. */
    static String inWords(Optional<AdspUser> user) {
        return "User " + user.map(AdspUser::name).orElse("undefined") + " (ID: "
                + user.map(known -> known.caller().subject()).orElse("undefined") + ")";
    }
}
