package io.logcast.gateway.profile.ssenotify;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.delivery.ChannelKey;
import io.logcast.event.TenantId;

/**
 * A user of an application: the {@code sub} and the {@code iss} of a token.
 *
 * @param application the tenant
 */
record NotifyUser(TenantId application, String id) {

    private static final String CHANNEL = ":channel:";

    /** All channels of all users. */
    static final String ALL_CHANNELS = "*" + CHANNEL + "*";

    NotifyUser {
        requireNonNull(application, "application is null");
        channel(id);
    }

    /**
     * Whose channel of Redis that is.
     *
     * @throws io.logcast.field.InvalidField if it is nobody's
     */
    static NotifyUser ofChannel(String name) {
        int colon = Math.max(0, name.indexOf(CHANNEL));
        return new NotifyUser(new TenantId(name.substring(0, colon)), name.substring(colon + CHANNEL.length()));
    }

    Channel channel() {
        return channel(id);
    }

    ChannelKey key() {
        return new ChannelKey(application, channel());
    }

    private static Channel channel(String id) {
        return new Channel(Channel.Kind.USER, id);
    }
}
