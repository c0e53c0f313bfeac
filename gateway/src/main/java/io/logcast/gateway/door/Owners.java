package io.logcast.gateway.door;

import io.logcast.gateway.ledger.Membership;
import io.logcast.ledger.NodeKey;
import io.netty.handler.codec.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has the sessions of other gateways. Where a gateway is says the membership, and never anything that a client has sent.
 */
@Singleton
final class Owners {

    /** Says which gateway has forwarded a request: nobody forwards it again. */
    static final String FORWARDED = "Logcast-Forwarded";

    private static final Logger LOG = LoggerFactory.getLogger(Owners.class);

    private final Membership membership;

    Owners(Membership membership) {
        this.membership = membership;
    }

    /** Empty if no gateway has the session, or none that answers. */
    Optional<Owner> of(String sid, HttpHeaders request) {
        if (request.contains(FORWARDED)) {
            return Optional.empty();
        }
        return NodeKey.ofSession(sid).flatMap(key -> membership.find(key).map(address -> new Owner(key, address)));
    }

    /** What stands in {@link #FORWARDED}. */
    String self() {
        return membership.self().value();
    }

    /** The next requests for its sessions are refused at once, until it is heard again. */
    void unreachable(Owner owner, Throwable failure) {
        LOG.debug("Gateway {} does not answer at {}: {}", owner.key(), owner.address(), failure.toString());
        membership.unreachable(owner.key());
    }
}
