package io.logcast.gateway.profile.flasksse;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * What an operator can set ({@code logcast.profiles.flasksse}).
 *
 * @param tenant whose rooms the channels are
 * @param open whether everybody may listen to channels that no rule names, as in the original; else nobody may
 * @param path where the streams are
 * @param channels that are heard, and so kept in the log, also while nobody listens
 * @param replay how much of the past a new listener gets
 */
@Context
@Requires(property = FlaskSettings.ENABLED, value = "true")
@ConfigurationProperties(FlaskSettings.PREFIX)
record FlaskSettings(
        @Bindable(defaultValue = "acme") String tenant,
        @Bindable(defaultValue = "false") boolean open,
        @Bindable(defaultValue = FlaskSettings.DEFAULT_PATH) String path,

        @Bindable(defaultValue = FlaskSettings.DEFAULT_CHANNEL)
        List<String> channels,

        @Bindable(defaultValue = "0s") Duration replay) {

    static final String PREFIX = "logcast.profiles.flasksse";
    static final String ENABLED = PREFIX + ".enabled";

    static final String DEFAULT_CHANNEL = "sse";
    static final String DEFAULT_PATH = "/stream";
    static final String PATH = "${" + PREFIX + ".path:`" + DEFAULT_PATH + "`}";

    FlaskSettings {
        tenantId(tenant);
        require(path.matches("(/[\\w.~-]+)+"), "path", "must begin with '/' and not end with one");
        require(!replay.isNegative(), "replay", "must not be negative");
        channels = channels.stream().filter(name -> !name.isEmpty()).toList();
        channels.forEach(FlaskSettings::requireChannel);
    }

    TenantId tenantId() {
        return tenantId(tenant);
    }

    static Channel room(String channel) {
        try {
            return new Channel(Channel.Kind.ROOM, channel);
        } catch (InvalidField e) {
            throw new InvalidField("channel", e.rule());
        }
    }

    private static void requireChannel(String name) {
        try {
            room(name);
        } catch (InvalidField e) {
            throw new InvalidField(PREFIX + ".channels", e.rule());
        }
    }

    private static TenantId tenantId(String text) {
        try {
            return new TenantId(text);
        } catch (InvalidField e) {
            throw e.within(PREFIX);
        }
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new InvalidField(PREFIX + "." + name, rule);
        }
    }
}
