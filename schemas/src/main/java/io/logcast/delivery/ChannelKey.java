package io.logcast.delivery;

import static java.util.Objects.requireNonNull;

import io.logcast.channel.Channel;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;

/** A channel in all of Logcast; written {@code tenant/channel}, the record key in {@code logcast.deliveries}. */
public record ChannelKey(TenantId tenant, Channel channel) {

    public ChannelKey {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(channel, "channel is null");
    }

    /** @throws InvalidField if the text is none */
    public static ChannelKey parse(String text) {
        int slash = text == null ? -1 : text.indexOf('/');
        if (slash < 0) {
            throw new InvalidField("key", "must be tenant/channel");
        }
        return new ChannelKey(new TenantId(text.substring(0, slash)), Channel.parse("key", text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return tenant + "/" + channel;
    }
}
