package io.logcast.gateway.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logcast.channel.Channel;
import io.logcast.delivery.ChannelKey;
import io.logcast.delivery.DeliveryCodec;
import io.logcast.delivery.EmittedPacketCodec;
import io.logcast.field.InvalidField;
import io.logcast.stream.Roles;
import io.logcast.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of {@code logcast.deliveries} as entries. Reads what the fan-out needs and leaves the other headers alone;
 * keys, roles and types are the same few again and again, so equal ones are one object. Confined to a reader's thread.
 */
public final class EntryDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(EntryDecoder.class);

    private final Interned<ChannelKey> keys = new Interned<>(ChannelKey::parse);
    private final Interned<Roles> roles = new Interned<>(Roles::fromHeader);
    private final Interned<String> types = new Interned<>(text -> text);

    /** The records that are deliveries; of each other one there is a line in the log. */
    public List<TailEntry> decode(List<ConsumerRecord<String, byte[]>> records) {
        List<TailEntry> entries = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> delivered : records) {
            entry(delivered).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<TailEntry> entry(ConsumerRecord<String, byte[]> delivered) {
        try {
            return Optional.of(decode(delivered));
        } catch (InvalidField e) {
            LOG.warn(
                    "Skipping {}-{}@{}: no delivery: {}",
                    Topics.DELIVERIES,
                    delivered.partition(),
                    delivered.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private TailEntry decode(ConsumerRecord<String, byte[]> delivered) {
        if (delivered.value() == null) {
            throw new InvalidField("value", "is required");
        }
        return EmittedPacketCodec.isPacket(delivered.headers()) ? packet(delivered) : delivery(delivered);
    }

    private TailEntry packet(ConsumerRecord<String, byte[]> delivered) {
        Target target = Target.of(EmittedPacketCodec.decode(delivered.key(), delivered.headers(), delivered.value()));
        return new TailEntry(
                delivered.offset(), keys.of(delivered.key()), Roles.NONE, null, null, null, target, delivered.value());
    }

    private TailEntry delivery(ConsumerRecord<String, byte[]> delivered) {
        ChannelKey key = keys.of(delivered.key());
        if (key.channel().kind() == Channel.Kind.NAMESPACE) {
            throw new InvalidField(
                    "key", "must be of a stream, a user or a room, for there is no " + EmittedPacketCodec.NAMESPACE);
        }
        return new TailEntry(
                delivered.offset(),
                key,
                roles.of(header(delivered, DeliveryCodec.ROLES)),
                types.of(header(delivered, DeliveryCodec.TYPE)),
                header(delivered, DeliveryCodec.CORRELATION_ID),
                header(delivered, DeliveryCodec.CONTEXT),
                delivered.value());
    }

    private static String header(ConsumerRecord<?, ?> delivered, String name) {
        Header header = delivered.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
