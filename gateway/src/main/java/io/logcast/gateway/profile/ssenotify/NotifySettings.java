package io.logcast.gateway.profile.ssenotify;

import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What an operator can set ({@code logcast.profiles.ssenotify}).
 *
 * @param secret signs the tokens
 * @param pingInterval how often clients get the event {@code ping}
 * @param presenceTerm after that long what a dead gateway has left in Redis is gone
 * @param listAnyApplication whether any token may ask who is connected of any application
 */
@Context
@Requires(property = NotifySettings.ENABLED, value = "true")
@ConfigurationProperties(NotifySettings.PREFIX)
record NotifySettings(
        @Bindable(defaultValue = "") String secret,
        @Bindable(defaultValue = "30s") Duration pingInterval,
        @Bindable(defaultValue = "30s") Duration presenceTerm,
        @Bindable(defaultValue = "false") boolean listAnyApplication) {

    static final String PREFIX = "logcast.profiles.ssenotify";
    static final String ENABLED = PREFIX + ".enabled";
    static final String SECRET = PREFIX + ".secret";

    private static final Duration LONGEST = Duration.ofHours(1);

    NotifySettings {
        requireBetween("ping-interval", Duration.ofSeconds(1), pingInterval);
        requireBetween("presence-term", Duration.ofSeconds(3), presenceTerm);
    }

    private static void requireBetween(String name, Duration least, Duration value) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new InvalidField(
                    PREFIX + "." + name, "must be " + least.toSeconds() + "s to " + LONGEST.toSeconds() + "s");
        }
    }

    /** Never the secret: records print their components. */
    @Override
    public String toString() {
        return "NotifySettings[…]";
    }
}
