package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.field.InvalidField;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * What an operator can set about the later generation ({@code logcast.profiles.acceleratxr.push}).
 *
 * @param path of the WebSockets, and of what is posted
 * @param loginTimeout how long a client without a token may take to log in
 * @param listeners roles that may subscribe to any channel; others have their own
 * @param senders roles that may post to any channel
 * @param rooms channels that are rooms, and no users; in a name {@code *} stands for anything
 * @param maxSockets of a user, at one gateway
 * @param maxSubscriptions of a user, at one gateway
 * @param maxMessageBytes of a client's message
 */
@Context
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
@ConfigurationProperties(PushSettings.PREFIX)
record PushSettings(
        @Bindable(defaultValue = PushSettings.DEFAULT_PATH) String path,
        @Bindable(defaultValue = "2s") Duration loginTimeout,

        @Bindable(defaultValue = "admin") List<String> listeners,

        @Bindable(defaultValue = "admin,event-sender") List<String> senders,

        @Bindable(defaultValue = "") List<String> rooms,
        @Bindable(defaultValue = "10") int maxSockets,
        @Bindable(defaultValue = "50") int maxSubscriptions,
        @Bindable(defaultValue = "65536") int maxMessageBytes) {

    static final String PREFIX = AcceleratxrSettings.PREFIX + ".push";
    static final String DEFAULT_PATH = "/push";
    static final String PATH = "${" + PREFIX + ".path:`" + DEFAULT_PATH + "`}";

    /** Where a client of the library may connect besides, if it goes by its documentation. */
    static final String CONNECT = "/connect";

    private static final int MOST = 100_000;
    private static final int LEAST_BYTES = 4_096;
    private static final int MOST_BYTES = 1_048_576;

    PushSettings {
        require(path.matches("(/[\\w.~-]+)+"), "path", "must begin with '/' and not end with one");
        boolean isSensible = loginTimeout.toMillis() >= 100 && loginTimeout.compareTo(Duration.ofMinutes(1)) <= 0;
        require(isSensible, "login-timeout", "must be 100ms to 1m");
        require(maxSockets > 0 && maxSockets <= MOST, "max-sockets", "must be 1 to " + MOST);
        require(maxSubscriptions > 0 && maxSubscriptions <= MOST, "max-subscriptions", "must be 1 to " + MOST);
        require(
                maxMessageBytes >= LEAST_BYTES && maxMessageBytes <= MOST_BYTES,
                "max-message-bytes",
                "must be " + LEAST_BYTES + " to " + MOST_BYTES);
        listeners = named(listeners);
        senders = named(senders);
        rooms = named(rooms);
        roles("listeners", listeners);
        roles("senders", senders);
    }

    /** @param uri as it stands in a request */
    boolean isAt(String uri) {
        int query = uri.indexOf('?');
        String asked = query < 0 ? uri : uri.substring(0, query);
        return asked.equals(path) || asked.equals(path + "/") || asked.equals(path + CONNECT);
    }

    PushRules rules() {
        return new PushRules(roles("listeners", listeners), roles("senders", senders), rooms);
    }

    private static List<String> named(List<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }

    private static Roles roles(String setting, List<String> names) {
        try {
            return Roles.of(names);
        } catch (InvalidField e) {
            throw new InvalidField(PREFIX + "." + setting, e.rule());
        }
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new InvalidField(PREFIX + "." + name, rule);
        }
    }
}
