package io.logcast.projection.app;

import io.logcast.field.InvalidField;
import io.logcast.webhook.sender.Backoff;
import io.logcast.webhook.sender.Limits;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How webhooks are delivered.
 *
 * @param timeout of a request, from the look-up of the host to the end of the answer; 100 ms to 60 s
 * @param firstRetry after the first attempt; then twice as long each time
 * @param longestRetry between two attempts
 * @param giveUp how long after its publication an event is still tried
 * @param inFlight requests to one webhook at a time, 1 to 1,000
 * @param totalInFlight requests at a time, 1 to 10,000; a tenant gets a quarter of them at most
 * @param waiting events that wait for one webhook one by one, 1 to 100,000; with more it falls behind, and catches up
 * @param privateAddresses whether a webhook may lead into our own network
 */
@Context
@ConfigurationProperties("logcast.webhooks")
public record WebhookSettings(
        @Bindable(defaultValue = "15s") Duration timeout,
        @Bindable(defaultValue = "5s") Duration firstRetry,
        @Bindable(defaultValue = "1h") Duration longestRetry,
        @Bindable(defaultValue = "72h") Duration giveUp,
        @Bindable(defaultValue = "8") int inFlight,
        @Bindable(defaultValue = "100") int totalInFlight,
        @Bindable(defaultValue = "1000") int waiting,
        @Bindable(defaultValue = "false") boolean privateAddresses) {

    private static final Duration LEAST_RETRY = Duration.ofMillis(10);
    private static final Duration MOST_RETRY = Duration.ofDays(1);
    private static final Duration MOST_GIVE_UP = Duration.ofDays(30);

    public WebhookSettings {
        require("timeout", timeout, Duration.ofMillis(100), Duration.ofSeconds(60));
        require("first-retry", firstRetry, LEAST_RETRY, MOST_RETRY);
        require("longest-retry", longestRetry, firstRetry, MOST_RETRY);
        require("give-up", giveUp, Duration.ZERO, MOST_GIVE_UP);
        require("in-flight", inFlight, 1_000);
        require("total-in-flight", totalInFlight, 10_000);
        require("waiting", waiting, 100_000);
    }

    Limits limits() {
        return new Limits(inFlight, totalInFlight, waiting);
    }

    Backoff backoff() {
        return new Backoff(firstRetry, longestRetry, giveUp);
    }

    private static void require(String setting, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidField("logcast.webhooks." + setting, "must be 1 to " + most + ", not " + value);
        }
    }

    private static void require(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidField(
                    "logcast.webhooks." + setting, "must be " + least + " to " + most + ", not " + value);
        }
    }
}
