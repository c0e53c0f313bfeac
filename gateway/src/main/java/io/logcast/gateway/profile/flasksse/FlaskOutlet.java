package io.logcast.gateway.profile.flasksse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.channel.Channel;
import io.logcast.delivery.ChannelKey;
import io.logcast.delivery.DeliveryCodec;
import io.logcast.field.InvalidField;
import io.logcast.gateway.profile.Shown;
import io.logcast.gateway.redis.RedisInlet;
import io.logcast.gateway.tail.TailEntry;
import io.logcast.stream.Roles;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other direction: what has been put on a channel by other doors as an event of the namespace {@code flasksse} is published
 * to Redis, where Flask's own subscribers hear it. Never what came from there.
 */
@Singleton
@Requires(property = FlaskSettings.ENABLED, value = "true")
final class FlaskOutlet {

    private static final Logger LOG = LoggerFactory.getLogger(FlaskOutlet.class);

    private static final String TYPES = FlaskMessage.EVENT.namespace() + ":";

    /** Redis keeps nothing for anybody: what is older is no news there. */
    private static final Duration NEWS = Duration.ofMinutes(1);

    private final FlaskSettings settings;
    private final FlaskChannels channels;
    private final LongAdder published = new LongAdder();
    private final LongAdder received = new LongAdder();

    FlaskOutlet(FlaskSettings settings, FlaskChannels channels) {
        this.settings = settings;
        this.channels = channels;
    }

    /** Messages that Redis has taken. */
    long published() {
        return published.sum();
    }

    /** Who has received these, all of them together, by Redis's own count: gateways with listeners are among them. */
    long received() {
        return received.sum();
    }

    /** A record of {@code logcast.deliveries}; any. */
    void offer(ConsumerRecord<String, byte[]> delivered) {
        String type = header(delivered, DeliveryCodec.TYPE);
        String id = header(delivered, DeliveryCodec.ID);
        boolean isWanted = type != null && type.startsWith(TYPES) && id != null && !RedisInlet.isHeard(id);
        long age = System.currentTimeMillis() - delivered.timestamp();
        if (isWanted && delivered.value() != null && age < NEWS.toMillis()) {
            channel(delivered.key()).ifPresent(key -> publish(key, type, delivered.value()));
        }
    }

    private Optional<ChannelKey> channel(String recordKey) {
        try {
            return Optional.of(ChannelKey.parse(recordKey))
                    .filter(key -> key.tenant().equals(settings.tenantId()))
                    .filter(key -> key.channel().kind() == Channel.Kind.ROOM)
                    .filter(key -> !channels.isForeign(key.channel().name()));
        } catch (InvalidField e) {
            return Optional.empty();
        }
    }

    private void publish(ChannelKey key, String type, byte[] json) {
        TailEntry entry = new TailEntry(0, key, Roles.NONE, type, null, null, json);
        String message = FlaskMessage.of(Shown.of(entry)).toRedis();
        String channel = key.channel().name();
        channels.publish(channel, message.getBytes(UTF_8))
                .whenComplete((receivers, failure) -> published(channel, receivers, failure));
    }

    private void published(String channel, Long receivers, Throwable failure) {
        if (failure == null) {
            published.increment();
            received.add(receivers);
            LOG.debug("{} have received what was published on {}.", receivers, channel);
        } else {
            LOG.debug("Redis is away, and nobody there hears what was published on {}.", channel, failure);
        }
    }

    private static String header(ConsumerRecord<?, ?> delivered, String name) {
        Header header = delivered.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
