package io.logcast.gateway.app;

import io.logcast.gateway.ledger.Membership;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Not ready until other gateways can know where this one is: they could not send it the requests for its sessions. */
@Singleton
@Readiness
final class GatewaysCheck implements HealthIndicator {

    private final Membership membership;

    GatewaysCheck(Membership membership) {
        this.membership = membership;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder("gateways", membership.isAnnounced() ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(Map.of("key", membership.self().value(), "known", membership.size()))
                        .build());
    }
}
