package io.logcast.projection.app;

import io.logcast.webhook.Attempt.Outcome;
import io.logcast.webhook.sender.SenderCounters;
import io.logcast.webhook.sender.WebhookSender;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Ready when events of at least one partition are delivered to webhooks from here. */
@Singleton
@Readiness
@Requires(bean = WebhookSender.class)
final class WebhooksHealth implements HealthIndicator {

    private final WebhookSender sender;
    private final SenderCounters counters;

    WebhooksHealth(WebhookSender sender, SenderCounters counters) {
        this.sender = sender;
        this.counters = counters;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        WebhookSender.State state = sender.state();
        return Publishers.just(
                HealthResult.builder("webhooks", state.partitions() > 0 ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(details(state))
                        .build());
    }

    private Map<String, Object> details(WebhookSender.State state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("partitions", state.partitions());
        details.put("inFlight", state.inFlight());
        details.put("waiting", state.waiting());
        details.put("behind", state.behind());
        details.put("delivered", counters.attempts(Outcome.DELIVERED));
        details.put("retried", counters.attempts(Outcome.RETRY));
        details.put("gaveUp", counters.attempts(Outcome.GAVE_UP));
        details.put("gone", counters.attempts(Outcome.GONE));
        return details;
    }
}
