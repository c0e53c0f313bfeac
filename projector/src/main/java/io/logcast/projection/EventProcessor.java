package io.logcast.projection;

import io.logcast.deadletter.DeadLetter;
import io.logcast.deadletter.DeadLetter.Stage;
import io.logcast.delivery.Delivery;
import io.logcast.delivery.DeliveryCodec;
import io.logcast.event.CloudEventCodec;
import io.logcast.event.Event;
import io.logcast.field.InvalidField;
import io.logcast.json.MalformedJson;
import io.logcast.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One record of {@code logcast.events} at a time: deliveries, or a dead letter, and on to the next. */
final class EventProcessor implements Processor<byte[], byte[], String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(EventProcessor.class);

    private final Definitions definitions;
    private final DefinitionsGate gate;
    private final ProjectionCounters counters;

    private ProcessorContext<String, byte[]> context;

    EventProcessor(Definitions definitions, DefinitionsGate gate, ProjectionCounters counters) {
        this.definitions = definitions;
        this.gate = gate;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        parse(record).ifPresent(event -> project(record, event));
    }

    /** Empty if the record is no event: it is in the dead letters then. */
    private Optional<Event> parse(Record<byte[], byte[]> record) {
        try {
            gate.await(record.headers());
            return Optional.of(
                    CloudEventCodec.decode(record.headers(), record.value(), Instant.ofEpochMilli(record.timestamp())));
        } catch (InterruptException e) {
            throw e;
        } catch (InvalidField | MalformedJson e) {
            refuse(record, Stage.PARSE, reason(e));
        } catch (RuntimeException | StackOverflowError e) {
            refuse(record, Stage.PARSE, surprise(e));
        }
        return Optional.empty();
    }

    /** Nothing is forwarded before all of it is projected: a surprise halfway leaves a dead letter and nothing else. */
    private void project(Record<byte[], byte[]> record, Event event) {
        Projection projection;
        try {
            projection = Projector.project(event, position(), definitions.snapshot());
        } catch (RuntimeException | StackOverflowError e) {
            refuse(record, Stage.PROJECT, surprise(e));
            return;
        }
        projection.deliveries().forEach(delivery -> deliver(record, delivery));
        counters.projected(projection.deliveries().size());
        if (!projection.refusals().isEmpty()) {
            refuse(record, Stage.PROJECT, String.join("; ", projection.refusals()));
        }
    }

    private void deliver(Record<byte[], byte[]> record, Delivery delivery) {
        context.forward(
                new Record<>(
                        delivery.recordKey(), delivery.json(), record.timestamp(), DeliveryCodec.headers(delivery)),
                ProjectionTopology.DELIVERIES);
    }

    private void refuse(Record<byte[], byte[]> record, Stage stage, String reason) {
        RecordMetadata source = metadata();
        DeadLetter letter = new DeadLetter(
                        source.topic(),
                        source.partition(),
                        source.offset(),
                        stage,
                        reason,
                        record.key(),
                        record.value(),
                        record.headers())
                .within(Topics.MAX_EVENT_RECORD);
        LOG.debug("{} goes to the dead letters: {}.", letter.recordKey(), reason);
        context.forward(
                new Record<>(letter.recordKey(), letter.value(), record.timestamp(), letter.headers()),
                ProjectionTopology.DEAD_LETTERS);
        counters.deadLetter(stage);
    }

    private EventPosition position() {
        return new EventPosition(metadata().partition(), metadata().offset());
    }

    private RecordMetadata metadata() {
        return context.recordMetadata().orElseThrow();
    }

    private static String reason(Exception refusal) {
        // What malformed JSON says begins with its verb, what a field says with its name.
        return refusal instanceof MalformedJson ? "value " + refusal.getMessage() : refusal.getMessage();
    }

    /** A defect of ours, met by this record: the stack trace goes to the log, for the dead letter may be read by others. */
    private static String surprise(Throwable defect) {
        LOG.warn("A record could not be projected, and not by its own fault.", defect);
        return "could not be processed (" + defect.getClass().getSimpleName() + ")";
    }
}
