package io.logcast.gateway.profile.flasksse;

import io.logcast.field.InvalidField;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may listen to some channels ({@code logcast.profiles.flasksse.rules}, a list; the first one that names a channel counts).
 *
 * @param index the place in the list
 * @param channel a name, in which {@code *} stands for anything
 * @param roles one of them is needed; empty: everybody may
 */
@Requires(property = FlaskSettings.ENABLED, value = "true")
@EachProperty(value = FlaskRule.KEY, list = true)
record FlaskRule(
        @Parameter Integer index,
        @Nullable String channel,
        @Nullable List<String> roles) {

    static final String KEY = FlaskSettings.PREFIX + ".rules";

    FlaskRule {
        if (channel == null || channel.isEmpty()) {
            throw new InvalidField(KEY + ".channel", "is required");
        }
        roles = roles == null ? List.of() : List.copyOf(roles);
        try {
            Roles.of(roles.toArray(String[]::new));
        } catch (InvalidField e) {
            throw e.within(KEY);
        }
    }

    boolean names(String name) {
        String parts = Pattern.quote(channel).replace("*", "\\E.*\\Q");
        return Pattern.compile(parts, Pattern.DOTALL).matcher(name).matches();
    }

    boolean admits(Roles held) {
        return roles.isEmpty() || held.anyOf(Roles.of(roles.toArray(String[]::new)));
    }
}
