package io.logcast.gateway.profile.flasksse;

import io.logcast.event.TenantId;
import io.logcast.gateway.admission.Admissions;
import io.logcast.node.http.Caller;
import io.logcast.node.http.ProblemCode;
import io.logcast.node.http.ProblemException;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What {@code before_request} decided in the original: who may listen to a channel. At the start: a wrong rule stops it. */
@Context
@Requires(property = FlaskSettings.ENABLED, value = "true")
final class FlaskAccess {

    private final FlaskSettings settings;
    private final List<FlaskRule> rules;

    FlaskAccess(FlaskSettings settings, List<FlaskRule> rules) {
        this.settings = settings;
        this.rules =
                rules.stream().sorted(Comparator.comparing(FlaskRule::index)).toList();
    }

    /**
     * @return how long; null: without end
     * @throws ProblemException 403 if this caller may not listen to it
     */
    Duration admit(String channel, Optional<Caller> caller) {
        Optional<FlaskRule> rule =
                rules.stream().filter(each -> each.names(channel)).findFirst();
        if (!rule.map(each -> each.admits(held(caller))).orElse(settings.open())) {
            throw new ProblemException(
                    ProblemCode.MISSING_ROLE, "the channel may not be listened to with the roles of this caller");
        }
        boolean byRole = rule.filter(each -> !each.roles().isEmpty()).isPresent();
        return byRole ? Admissions.lifetime(caller) : null;
    }

    /** A channel is a room of the tenant, and what else there is in rooms is for holders of that role, at every door. */
    boolean hearsRooms(Optional<Caller> caller) {
        return held(caller).anyOf(Roles.STREAM_LISTENER);
    }

    private Roles held(Optional<Caller> caller) {
        return caller.filter(this::isOurs).map(Caller::roles).orElse(Roles.NONE);
    }

    private boolean isOurs(Caller caller) {
        return caller.tenant().equals(settings.tenantId()) || caller.tenant().equals(TenantId.CORE);
    }
}
