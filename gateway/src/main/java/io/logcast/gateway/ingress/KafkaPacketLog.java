package io.logcast.gateway.ingress;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.logcast.delivery.EmittedPacket;
import io.logcast.delivery.EmittedPacketCodec;
import io.logcast.event.EventId;
import io.logcast.event.TenantId;
import io.logcast.field.InvalidField;
import io.logcast.json.Json;
import io.logcast.node.append.AppendRefused;
import io.logcast.node.append.Appender;
import io.logcast.node.append.Refusal;
import io.logcast.topic.Lanes;
import io.logcast.topic.Topics;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Packets of emitters into {@code logcast.deliveries}, where they are delivered and replayed from. */
public final class KafkaPacketLog {

    /** JSON and attachments together; what a delivery may have. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private final Appender appender;
    private final Supplier<Optional<Lanes>> lanes;
    private final Function<String, Optional<TenantId>> tenants;
    private final Clock clock;

    /**
     * @param lanes of the topic as it is now; empty while that is not known
     * @param tenants whose a namespace is
     */
    public KafkaPacketLog(
            Appender appender,
            Supplier<Optional<Lanes>> lanes,
            Function<String, Optional<TenantId>> tenants,
            Clock clock) {
        this.appender = appender;
        this.lanes = lanes;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Never blocks, and keeps the order of the calls of one thread.
     *
     * @param id by which it is found in the log again
     * @param namespace with its slash
     * @param rooms empty: everybody in the namespace
     * @param event its name, then its arguments; bytes are {@code BinaryNode}s
     * @return completes when the packet is kept; exceptionally with {@link AppendRefused} or {@link InvalidField} when it is not
     */
    public CompletionStage<Void> append(
            EventId id, String namespace, Set<String> rooms, Set<String> except, ArrayNode event) {
        try {
            return append(packet(id, namespace, rooms, except, event));
        } catch (InvalidField | AppendRefused e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Void> append(EmittedPacket packet) {
        requireSize(packet);
        int partition = lanes.get()
                .orElseThrow(() -> new AppendRefused(Refusal.BROKER_AWAY, "the deliveries are not followed yet"))
                .partitionOf(packet.tenant(), packet.channel());
        return appender.append(new ProducerRecord<>(
                        Topics.DELIVERIES,
                        partition,
                        packet.recordKey(),
                        packet.json(),
                        EmittedPacketCodec.headers(packet)))
                .thenApply(kept -> null);
    }

    private EmittedPacket packet(EventId id, String namespace, Set<String> rooms, Set<String> except, ArrayNode event) {
        TenantId tenant = tenants.apply(namespace)
                .orElseThrow(() -> new InvalidField("namespace", "must be one that belongs to a tenant"));
        Attachments attachments = new Attachments();
        byte[] json = Json.bytes(attachments.without(event));
        return new EmittedPacket(tenant, namespace, rooms, except, id, clock.instant(), json, attachments.taken());
    }

    private static void requireSize(EmittedPacket packet) {
        long bytes = packet.json().length
                + packet.attachments().stream().mapToLong(each -> each.length).sum();
        if (bytes > MAX_BYTES) {
            throw new AppendRefused(
                    Refusal.TOO_LARGE, "packet must have at most " + MAX_BYTES + " bytes, it has " + bytes);
        }
    }
}
